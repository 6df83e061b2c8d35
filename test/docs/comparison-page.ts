import { readFileSync } from 'node:fs';
import { readShown, row } from '../../e2e/support/shown';
import { Mechanism } from '../../src';

const RESULTS = readFileSync(new URL('../../bench/results.md', import.meta.url), 'utf8');

/** A figure of the results, for what the sentences of the page say. */
export function figureOf(title: string, first: string, name: string, column: string): number {
  return Number(measured(title, first, name, [column])[0]);
}

/** The cells of a row of the results: of the first table below a title that has these columns. */
function measured(title: string, first: string, name: string, columns: readonly string[]): string[] {
  const section = RESULTS.split(/^## /mu).find((each) => each.startsWith(`${title}\n`));
  if (section === undefined) throw new Error(`bench/results.md has no section "${title}"`);
  const tables = section.split('\n\n').filter((each) => each.startsWith('|')).map((each) => each.trim().split('\n').map(cellsOf));
  const hasColumns = ([head]: string[][]): boolean => head![0] === first && columns.every((column) => head!.includes(column));
  const table = tables.find((each) => hasColumns(each) && each.some(([cell]) => cell === name));
  const found = table?.find(([cell]) => cell === name);
  if (found === undefined) throw new Error(`bench/results.md, "${title}": no row "${name}" with ${columns.join(', ')}`);
  return columns.map((column) => found[table![0]!.indexOf(column)]!);
}

function cellsOf(line: string): string[] {
  return line.split('|').slice(1, -1).map((cell) => cell.trim());
}

/** A row as the page calls it, and as the results call it. */
type Named = readonly [label: string, name: string];

/** A table of measured rows. */
function table(title: string, first: string, columns: readonly string[], rows: readonly Named[]): string {
  return [
    row([first === '' ? 'program' : first, ...columns]), row(['---', ...columns.map(() => '---')]),
    ...rows.map(([label, name]) => row([label, ...measured(title, first, name, columns)])),
  ].join('\n');
}

const KUBELET = 'On a real kubelet';

/** How many of the played faults open the gate of a mechanism on at least one version. */
function openedBy(mechanism: Mechanism): string {
  const cells = Object.values(readShown()).flat().filter((cell) => cell.mechanism === mechanism && (cell.verdict === 'open' || cell.verdict === 'closed'));
  const faults = new Set(cells.map(({ fault }) => fault));
  const opened = new Set(cells.filter(({ verdict }) => verdict === 'open').map(({ fault }) => fault));
  return `${opened.size} of ${faults.size}`;
}

const FAULTS: readonly (readonly [tool: string, mechanism: Mechanism])[] = [
  ['a postStart hook that waits: Istio\'s hold, `proxy-await` of Linkerd, `cloud-sql-proxy wait`, the sample of the blogs; here before Kubernetes 1.29', Mechanism.POST_START],
  ['a startup probe on a native sidecar: Kubernetes alone, Istio with native sidecars; here without a `runtimeImage`', Mechanism.NATIVE],
  ['here, with a `runtimeImage`: an init container that waits', Mechanism.INIT_WAITER],
  ['here, with a `runtimeImage` and a known command: a guard', Mechanism.GUARD],
];

const READINESS: readonly Named[] = [
  ['here: guard, a sidecar with `Startgate-Status`', '`GUARD`'],
  ['here: guard, any other sidecar', '`GUARD`, a sidecar that is not ours'],
  ['here: init container that waits', '`INIT_WAITER`'],
  ['both: startup probe with a period of 1 s', '`NATIVE` (httpGet startup probe, period 1)'],
  ['peer: postStart hook that asks every 500 ms, as `pilot-agent wait`', 'peer: postStart hook that polls every 500 ms (seed sample)'],
  ['peer: entrypoint that looks for a file every second, as Tekton', 'peer: entrypoint that looks for a file every second (as Tekton)'],
  ['peer: startup probe with the default period of 10 s', 'peer: httpGet startup probe, period 10 (the default)'],
];

const START: readonly Named[] = [
  ['no gate', 'no gate at all'], ['no gate, a volume in the Pod', 'no gate, a volume in the Pod'],
  ['here: guard, the waiter in the image', '`GUARD`, the waiter in the image'],
  ['here: guard, the waiter by image volume', 'the default: `GUARD`, the waiter by image volume'],
  ['here: init container that waits', '`INIT_WAITER`, the sidecar ready at once'],
  ['both: a postStart hook', '`POST_START`, the waiter in the image'],
  ['both: a startup probe on a native sidecar', '`NATIVE`'],
];

const STEPS: readonly Named[] = [
  ['here: `StepPod`, the first step takes 3 s', '`StepPod`, the first step takes 3 s'],
  ['peer: as Tekton, the first step takes 3 s', 'peer: entrypoints that look for a file every second (as Tekton), the first step takes 3 s'],
  ['peer: plain init containers, the first step takes 3 s', 'plain init containers, the first step takes 3 s'],
  ['here: `StepPod`, all end at once', '`StepPod`, all end at once'],
  ['peer: as Tekton, all end at once', 'peer: entrypoints that look for a file every second, all end at once'],
  ['peer: plain init containers, all end at once', 'plain init containers, all end at once'],
];

const WAITERS: readonly Named[] = [
  ['here: `startgate`', 'startgate'], ['the same in C', 'C'], ['the same in Go', 'Go net/http'], ['peer: wait-on', 'wait-on'],
];

const SERVERS: readonly Named[] = [
  ['a bare handler of Node', 'bare'], ['here: `startgate`', 'startgate'], ['here: mounted in an app of Hono', 'startgate-mounted'],
  ['peer: lightship', 'lightship'], ['peer: terminus', 'terminus'],
];

/** The page. */
export function comparisonPage(): string {
  const native = 'The native waiter beside the same in C and Go, and beside its peers';
  return `# Comparison

A test writes the figures of this page from [bench/results.md](../bench/results.md) and [the guarantees](guarantees.md). No figure comes from the documents of a peer. What was
not measured is in [the last table](#what-was-not-measured), as words. Repeat: \`npm run bench\`, \`npm run e2e -- --bench\`.

*here* is this library. *peer* is a program of this repository that does what the named tool does; \`wait-on\`, \`lightship\` and \`terminus\` are the packages
themselves. *both* is what this library renders for that mechanism: a manifest by hand does the same.

## Faults that open the gate

[The faults](guarantees.md) were played on real kubelets. The table counts those that opened the gate on at least one version.

${[row(['gate', 'opened by']), row(['---', '---']), ...FAULTS.map(([tool, mechanism]) => row([tool, openedBy(mechanism)]))].join('\n')}

A wrapper of the command that fails after its time (linkerd-await, dockerize, kubexit, wait-for-it with \`--strict\`) is a guard too. These wrappers were not
played. \`check\` treats them as closed.

## From readiness to the application

Milliseconds from readiness of the sidecar to the first instruction of the application.

${table(KUBELET, 'mechanism', ['n', 'median, ms', 'p95, ms'], READINESS)}

With a sidecar that is not ours, the guard also asks again and again, and its advantage is smaller. An init container opens later than a hook.

## The start of a Pod

From \`kubectl apply\` to the first instruction of the application, with a sidecar that is ready at once. A volume costs a Pod more time than a
hook. So a guard by image volume starts later than a hook, and a guard in the image starts earlier.

${table(KUBELET, 'mechanism', ['n', 'median, ms', 'p95, ms', 'containers more'], START)}

## Ten steps in a row

${table(KUBELET, 'ten steps', ['n', 'between steps, median, ms', 'whole Pod, median, ms'], STEPS)}

If all steps end at once, each start waits for the kubelet, and a faster gate gains nothing.

## The waiter as a program

${table(native, '', ['size, bytes', 'gzip', 'start + check, ms', 'peak resident, bytes', 'CPU of 15 s polling, ms', 'readiness to command, ms'], WAITERS)}

A waiter in C is smaller and faster; ours is TypeScript in a small engine. [Why](decisions/native-waiter.md). linkerd-await, kubexit, dockerize and wait4x were not
measured.

## The server of the sidecar

${table('/ready beside its peers', 'server', ['requests/s', 'CPU per request, µs', 'resident, MiB'], SERVERS)}

## What was not measured

This library is at version 0, without years in production. Most of the peers have them.

| peer | has, and we do not | we have, and it does not |
|---|---|---|
| [Kubernetes alone](migrate/startup-probes.md) | nothing to install | checks that the kubelet can't run, waits for an end, steps, a gate for each dependency |
| [Istio's hold](migrate/istio.md), [Linkerd's \`proxy-await\`](migrate/linkerd-await.md) | one setting for the whole mesh | closed when the hook fails; other sidecars too |
| [linkerd-await](migrate/linkerd-await.md) | \`--shutdown\`, which ends the proxy of a Job without native sidecars | no change of the image; several gates; the order in the manifest |
| [\`cloud-sql-proxy wait\`](migrate/cloud-sql-proxy.md) | a check inside the proxy's own program | closed when the hook fails |
| [kubexit](migrate/kubexit.md) | death dependencies between any two containers | no API server, no service account, no wrapper around the sidecar |
| [wait-for-it](migrate/wait-for-it.md) | one file of shell, in no need of this library | no shell in the image; HTTP and gRPC; a gate that stays closed by default |
| [dockerize](migrate/wait-for-it.md) | templates, log files on stdout | no change of the image; the order in the manifest |
| [Kruise](migrate/kruise.md) | works without the command and without a waiter; in-place updates | no webhook, no controller, no ConfigMap for each Pod; timeouts and checks |
| [Tekton](migrate/tekton.md) | Pipelines, params, a catalogue, provenance, results in a status | no controller; one manifest |
| [Docker Compose](migrate/compose.md) | networks, builds, \`restart: true\` | Kubernetes |
| [AWS ECS \`dependsOn\`](https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html) | the platform itself keeps the order: no waiter at all | Kubernetes; more checks than a command |
`;
}
