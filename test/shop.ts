/** The small app that most tests of the public classes start from: a Deployment "web" with the containers "app" and "proxy". */
import { ApiObject, type App, Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { Check, StartOrder } from '../src';
import type { Container, PodSpec } from '../src/private/manifest';

export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: Record<string, unknown>;
  readonly items?: readonly Manifest[];
}

export const APP: Container = { name: 'app', image: 'app:1', command: ['/app'] };
export const PROXY: Container = { name: 'proxy', image: 'proxy:1', command: ['/proxy'], ports: [{ name: 'http', containerPort: 8080 }] };

export function newChart(app = Testing.app(), id = 'shop'): Chart {
  return new Chart(app, id, { disableResourceNameHashes: true });
}

/** A Pod spec that shares nothing with that of another test. */
export function podSpec(spec: PodSpec = { containers: [APP, PROXY] }): PodSpec {
  return structuredClone(spec);
}

export function newDeployment(scope: Construct = newChart(), name = 'web', spec?: PodSpec): ApiObject {
  return new ApiObject(scope, name, {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { template: { spec: podSpec(spec) } },
  });
}

/** An order on a new Deployment. */
export function newOrder(spec?: PodSpec): { readonly order: StartOrder; readonly deployment: ApiObject } {
  const deployment = newDeployment(newChart(), 'web', spec);
  return { order: StartOrder.of(deployment), deployment };
}

/** "app" waits for GET /ready of "proxy". */
export function appWaitsForProxy(order: StartOrder): StartOrder {
  const proxy = order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 }));
  order.container('app').dependsOn(proxy);
  return order;
}

export function manifestsOf(chart: Chart): Manifest[] {
  return Testing.synth(chart) as Manifest[];
}

/** The rendered Pod of the only Deployment of a chart. */
export function podOf(deployment: ApiObject): PodSpec {
  const { template } = (deployment.toJson() as Manifest).spec as { template: { spec: PodSpec } };
  return template.spec;
}

export function containerOf(deployment: ApiObject, name: string): Container | undefined {
  const { initContainers = [], containers = [] } = podOf(deployment);
  return [...initContainers, ...containers].find((container) => container.name === name);
}

/** The names of the init containers, `*` behind native sidecars, then of the regular containers. */
export function sequenceOf({ initContainers = [], containers = [] }: PodSpec): string {
  return [initContainers, containers].map((list) => list.map(
    ({ name, restartPolicy }) => (restartPolicy === 'Always' ? `${name}*` : name),
  ).join(' ')).join(' | ');
}

/** The first dependency as the annotation tells it. */
export function annotatedDependency(deployment: ApiObject): Record<string, string> | undefined {
  const { template } = (deployment.toJson() as Manifest).spec as { template: { metadata?: { annotations?: Record<string, string> } } };
  const text = template.metadata?.annotations?.['startgate.dev/order'];
  return text === undefined ? undefined : (JSON.parse(text) as { dependencies: Record<string, string>[] }).dependencies[0];
}

/** What the synthesis of an app says; undefined when it succeeds. */
export function synthesisError(app: App): string | undefined {
  try {
    app.synthYaml();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}
