import { cellText, readShown, row } from '../../e2e/support/shown';
import { Check, Mechanism } from '../../src';
import { NATIVE_SIDECAR_MINOR, targetMinor } from '../../src/private/kubernetes-version';
import type { PodSpec } from '../../src/private/manifest';
import { MEASURED } from '../../src/private/explanation/measured';
import { newOrder, podSpec } from '../shop';

const KUBERNETES = 'https://github.com/kubernetes';
const kep = (number: number): string => `[KEP-${number}](${KUBERNETES}/enhancements/issues/${number})`;
const issue = (number: number): string => `[${number}](${KUBERNETES}/kubernetes/issues/${number})`;
const RELIST = `${KUBERNETES}/kubernetes/blob/v1.36.2/pkg/features/kube_features.go`;
const RESTART = '[a kubelet restart opens a startup probe](decisions/a-kubelet-restart-opens-probes.md)';

/** What upstream has changed, for the order in which containers start. */
const CHANGES: readonly (readonly [minor: number, what: string, source: string])[] = [
  [28, 'native sidecars are alpha, and off: `restartPolicy` of an init container is dropped', kep(753)],
  [29, 'native sidecars are beta, and on: later containers wait for the startup probe of an init container', kep(753)],
  [31, 'image volumes are alpha, and off', kep(4639)],
  [33, 'native sidecars are stable; a Service finds their named ports', `${kep(753)}, ${issue(127_958)}`],
  [33, 'image volumes are beta, and off: the API server drops the volume silently; Pod Security `restricted` allows them', kep(4639)],
  [34, 'Pod Security `baseline` forbids `host` in probes and hooks', kep(4940)],
  [35, 'image volumes are on', kep(4639)],
  [35, 'a container has restart rules of its own', kep(5307)],
  [35, `from 1.35.4 on, ${RESTART}; 1.35.0 to 1.35.3 stay closed, and never probe again`, issue(142_305)],
  [36, 'image volumes are stable', kep(4639)],
  [36, 'the kubelet sees at once that a native sidecar without a startup probe runs', `[PLEGOnDemandRelist](${RELIST})`],
  [37, `${RESTART} still; the newest version that was played`, issue(142_305)],
];

const HEAD = `# Kubernetes versions

\`kubernetesVersion\` of an order is the oldest cluster that the manifest must work on. By default it is 1.${targetMinor({})}, the oldest version that Kubernetes still supports.
A test writes this page from what the library renders, and from [what real kubelets have shown](guarantees.md): ${MEASURED.played.join(', ')}.

## What changes upstream

`;

const CHOICES = `
## What the library chooses

\`app\` waits until \`proxy\` is healthy, in a Deployment. Nothing else is configured.

`;

const REST = `
- **no \`runtimeImage\`**: the kubelet or a hook must be the gate. \`NATIVE\` from 1.35 on has a warning, \`restart-opens-gate\`; \`POST_START\` always has one,
  and the image of \`proxy\` must have the waiter (\`waiterPath\`).
- **command not known**: the manifest has no \`command\`, and there is no \`imageEntrypoint\` and no image lock.
- **delivery**: how the waiter comes into \`app\`, if its image does not have it. \`configure({ delivery })\` overrules it.
- **the sidecar**: where \`proxy\` runs behind a guard. \`asSidecar()\` makes it a native sidecar from 1.${NATIVE_SIDECAR_MINOR} on; before, the guard of the sidecar stops it at the end.

## When the kubelet restarts

While a gate is closed, the kubelet was restarted:

`;

const END = `
A manifest for an older version works on newer clusters too. When the oldest cluster is upgraded, raise \`kubernetesVersion\`, and read the difference with
\`git diff dist/\`.
`;

interface Template {
  readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
  readonly spec: PodSpec;
}

/** The Pod of one dependency, rendered for a version. */
function renderedFor(minor: number, { image, command }: { image: boolean; command: boolean }): { spec: PodSpec; mechanism: Mechanism } {
  const proxy = { name: 'proxy', image: 'proxy:1' };
  const app = { name: 'app', image: 'app:1', ...(command ? { command: ['/app'] } : {}) };
  const { order, deployment } = newOrder(podSpec({ containers: [app, proxy] }));
  order.configure({ kubernetesVersion: `1.${minor}`, ...(image ? { runtimeImage: 'registry.example/startgate:0.1.0' } : {}) });
  for (const rule of ['post-start-fails-open', 'restart-opens-gate']) order.ignore(rule, { reason: 'the page says so' });
  const sidecar = order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 }));
  if (!image && minor < NATIVE_SIDECAR_MINOR) sidecar.waiterPath('/startgate');
  order.container('app').dependsOn(sidecar);
  const { metadata, spec } = (deployment.toJson() as { spec: { template: Template } }).spec.template;
  const { dependencies } = JSON.parse(metadata.annotations['startgate.dev/order']!) as { dependencies: { mechanism: Mechanism }[] };
  return { spec, mechanism: dependencies[0]!.mechanism };
}

function nameOf(mechanism: Mechanism): string {
  return `\`${Object.entries(Mechanism).find(([, value]) => value === mechanism)![0]}\``;
}

function deliveryOf({ volumes = [], initContainers = [] }: PodSpec): string {
  if (volumes.some((volume) => 'image' in volume)) return 'image volume';
  return initContainers.some(({ name }) => name === 'startgate-install') ? 'installer' : 'none';
}

function placeOf({ initContainers = [] }: PodSpec): string {
  return initContainers.some(({ name }) => name === 'proxy') ? 'native sidecar' : 'regular container';
}

const MINORS = [28, 29, 30, 31, 32, 33, 34, 35, 36, 37];

function choiceRow(minor: number): string {
  const guarded = renderedFor(minor, { image: true, command: true });
  return row([
    `1.${minor}`,
    nameOf(renderedFor(minor, { image: false, command: true }).mechanism),
    nameOf(renderedFor(minor, { image: true, command: false }).mechanism),
    nameOf(guarded.mechanism), deliveryOf(guarded.spec), placeOf(guarded.spec),
  ]);
}

function restartRow(mechanism: Mechanism): string {
  return row([nameOf(mechanism), cellText(readShown(), 'the kubelet restarts while the gate is closed', mechanism)]);
}

/** The page. */
export function kubernetesVersionsPage(): string {
  const changes = CHANGES.map(([minor, what, source]) => row([`1.${minor}`, what, source]));
  const titles = [
    '`kubernetesVersion`', 'no `runtimeImage`', '`runtimeImage`, command not known', '`runtimeImage`, command known', 'delivery', 'the sidecar',
  ];
  return `${[
    `${HEAD}${row(['version', 'what changes', 'upstream'])}`, row(['---', '---', '---']), ...changes,
    `${CHOICES}${row(titles)}`, row(titles.map(() => '---')), ...MINORS.map(choiceRow),
    `${REST}${row(['mechanism', 'verdict'])}`, row(['---', '---']), ...Object.values(Mechanism).map(restartRow),
  ].join('\n')}\n${END}`;
}
