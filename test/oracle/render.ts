import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { Check, Condition, Delivery, ListensOn, Mechanism, OnTimeout, Sidecar, StartOrder } from '../../src';
import type { DeclaredContainer, DrawnPod } from './draw-pod';
import type { Pod } from './model/pod';
import type { Program } from './model/program';

/** What the library makes of a drawn Pod. */
export interface Rendered {
  readonly pod: Pod;
  /** The mechanism of each dependency, by `dependent dependency`, as the annotation has it. */
  readonly mechanisms: ReadonlyMap<string, string>;
  readonly explain: () => string;
}

interface Annotation {
  readonly dependencies: readonly { readonly container: string; readonly dependsOn: string; readonly mechanism: string }[];
}

/** Why the library does not take a Pod. */
export interface Refused {
  readonly refused: string;
}

/** The only file here that calls the library: declares the order and renders the manifest as an app does. */
export function renderPod(drawn: DrawnPod): Rendered | Refused {
  const chart = new Chart(new App(), 'oracle', { disableResourceNameHashes: true });
  const workload = new ApiObject(chart, 'web', manifestOf(drawn) as never);
  if (drawn.servicePort !== undefined) {
    new ApiObject(chart, 'service', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: drawn.servicePort }] },
    });
  }
  let order: StartOrder;
  let manifest: unknown;
  try {
    order = declare(drawn, workload);
    manifest = (chart.toJson() as unknown[])[0];
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) throw error;
    return { refused: (error as Error).message };
  }
  const template = templateOf(drawn, manifest);
  const { dependencies } = JSON.parse(template.metadata?.annotations?.['startgate.dev/order'] ?? '{"dependencies":[]}') as Annotation;
  return {
    pod: withInjected(drawn, template.spec),
    mechanisms: new Map(dependencies.map(({ container, dependsOn, mechanism }) => [`${container} ${dependsOn}`, mechanism])),
    explain: () => order.explain(),
  };
}

/** The Pod as it is after admission. */
function withInjected({ containers }: DrawnPod, pod: Pod): Pod {
  const found = containers.find(({ injected }) => injected !== undefined)?.injected;
  if (found === undefined) return pod;
  const container = structuredClone(found.container);
  switch (found.place) {
    case 'first': return { ...pod, containers: [container, ...pod.containers] };
    case 'last': return { ...pod, containers: [...pod.containers, container] };
    case 'native': return { ...pod, initContainers: [{ ...container, restartPolicy: 'Always' }, ...pod.initContainers ?? []] };
  }
}

interface Template {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: Pod;
}

function manifestOf({ kind, pod }: DrawnPod): Record<string, unknown> {
  const spec = { ...structuredClone(pod), volumes: [{ name: 'shared', emptyDir: {} }] };
  const metadata = { name: 'web', labels: { app: 'web' } };
  const template = { metadata: { labels: { app: 'web' } }, spec };
  switch (kind) {
    case 'Pod': return { apiVersion: 'v1', kind, metadata, spec };
    case 'CronJob': return { apiVersion: 'batch/v1', kind, metadata, spec: { schedule: '0 * * * *', jobTemplate: { spec: { template } } } };
    case 'Job': return { apiVersion: 'batch/v1', kind, metadata, spec: { template } };
    default: return { apiVersion: 'apps/v1', kind, metadata, spec: { template } };
  }
}

function templateOf({ kind }: DrawnPod, manifest: unknown): Template {
  if (kind === 'Pod') return manifest as Template;
  const { spec } = manifest as { spec: { template: Template; jobTemplate?: { spec: { template: Template } } } };
  return spec.jobTemplate?.spec.template ?? spec.template;
}

function declare(drawn: DrawnPod, workload: ApiObject): StartOrder {
  const { kubernetesVersion, mechanism, runtimeImage, delivery, steps } = drawn;
  const order = StartOrder.of(workload).configure({
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    ...(mechanism === undefined ? {} : { mechanism: memberOf(Mechanism, mechanism) }),
    ...(runtimeImage === undefined ? {} : { runtimeImage }),
    ...(delivery === undefined ? {} : { delivery: memberOf(Delivery, delivery) }),
  });
  for (const declared of drawn.containers) declareContainer(order, declared, drawn.programs[declared.name]!);
  for (const { dependent, dependency, condition, timeoutSeconds, onTimeout, mechanism: own, regate, optional } of drawn.dependencies) {
    order.container(dependent).dependsOn(order.container(dependency), {
      ...(condition === undefined ? {} : { condition: memberOf(Condition, condition) }),
      ...(timeoutSeconds === undefined ? {} : { timeout: Duration.seconds(timeoutSeconds) }),
      ...(onTimeout === undefined ? {} : { onTimeout: memberOf(OnTimeout, onTimeout) }),
      ...(own === undefined ? {} : { mechanism: memberOf(Mechanism, own) }),
      ...(regate === undefined ? {} : { regate }),
      ...(optional === undefined ? {} : { optional }),
    });
  }
  for (const { dependent, host, timeoutSeconds, onTimeout, mechanism: own } of drawn.outside ?? []) {
    order.container(dependent).waitsFor(Check.tcpSocket({ host, port: 5432 }), {
      ...(timeoutSeconds === undefined ? {} : { timeout: Duration.seconds(timeoutSeconds) }),
      ...(onTimeout === undefined ? {} : { onTimeout: memberOf(OnTimeout, onTimeout) }),
      ...(own === undefined ? {} : { mechanism: memberOf(Mechanism, own) }),
    });
  }
  if (steps !== undefined) order.steps([...steps]);
  return order;
}

/** The member of an enum that is spelt so. */
function memberOf<T extends string>(members: Readonly<Record<string, T>>, spelt: string): T {
  return Object.values(members).find((member) => member === spelt)!;
}

function declareContainer(order: StartOrder, declared: DeclaredContainer, program: Program): void {
  const { name, check, asSidecar, brought, injected, entrypoint, waiterPath } = declared;
  if (injected !== undefined) {
    order.injected(name, checkOf({ kind: 'tcpSocket', port: program.port }, program), { native: injected.place === 'native' });
    return;
  }
  if (brought !== undefined) {
    order.addSidecar(Sidecar.fromManifest(structuredClone(brought), { volumes: [{ name: 'shared', emptyDir: {} }] }));
  }
  const container = order.container(name);
  if (check !== undefined) container.readyWhen(checkOf(check, program));
  if (asSidecar) container.asSidecar();
  if (entrypoint !== undefined) container.imageEntrypoint([...entrypoint]);
  if (waiterPath !== undefined) container.waiterPath(waiterPath);
}

const LISTENS_ON = { 'all': ListensOn.ALL, 'loopback': ListensOn.LOOPBACK, 'pod-ip': ListensOn.POD_IP };

/** A check as somebody declares it who knows the program. */
function checkOf({ kind, port }: NonNullable<DeclaredContainer['check']>, program: Program): Check {
  const where = {
    listensOn: LISTENS_ON[program.listensOn],
    ...(typeof port === 'number' ? { port } : {}),
    ...(typeof port === 'string' ? { portName: port } : {}),
  };
  switch (kind === 'grpc' && program.tls ? 'httpGet' : kind) {
    case 'httpGet': {
      const headers = program.header === undefined ? {} : { headers: { 'X-Probe': 'startgate' } };
      return Check.httpGet('/ready', { ...where, tls: program.tls, ...headers });
    }
    case 'tcpSocket': return Check.tcpSocket(where);
    case 'grpc': return Check.grpc({ ...where, ...(program.service === undefined ? {} : { service: program.service }) });
    case 'command': return Check.command([program.healthCommand]);
    case 'file': return Check.file(program.file);
    case 'unixSocket': return Check.unixSocket(program.socket);
  }
}
