import { COLUMNS, MECHANISMS, row } from '../support/shown';
import { FAILURES, type Failure } from './failures';
import { statusesOf, type Symptom } from './symptom';

/** docs/troubleshooting.md. */
export function troubleshootingText(): string {
  return [
    '# What you see when a gate does not open',
    '',
    'The Pod has two containers: `app` waits until `sidecar` answers `GET /ready`. `kubectl` has shown every text below on a real kubelet. The end-to-end',
    'suite asserts each text, from the same list as this page (`e2e/symptoms/failures.ts`). [Guarantees](guarantees.md) lists the faults that open a gate.',
    '',
    'Where to look first:',
    '',
    row(['mechanism', 'the reason for waiting is in']),
    row(['---', '---']),
    row([COLUMNS.native, '`kubectl describe pod`: the events of the startup probe, with the status code']),
    row([COLUMNS['native-waiter'], '`kubectl describe pod`: the same events, in the waiter\'s words; also `kubectl logs POD -c sidecar`']),
    row([COLUMNS['init-waiter'], '`kubectl logs POD -c startgate-wait`; after the timeout also the message of its last state, with exit code 69']),
    row([COLUMNS.guard, '`kubectl logs POD -c app`; after the timeout also the message of its last state, with exit code 69']),
    row([COLUMNS['post-start'], '`kubectl logs POD -c sidecar --previous`, after the hook has failed; until then there are no logs']),
    '',
    ...FAILURES.flatMap(failureText),
    ...NO_IMAGE_VOLUMES,
    '## No message at all',
    '',
    '- **`POST_START`, and the kubelet or containerd restarts while the hook waits:** the application starts without its sidecar, without an event. An interrupted',
    '  hook never runs again.',
    '- **`STARTGATE_DISABLED` is set:** the waiter opens every gate and prints the reason in the log of its container.',
    '- **A dependency has another mechanism than you expect:** `kubectl get pod POD -o jsonpath=\'{.metadata.annotations.startgate\\.dev/order}\'` prints the order as rendered.',
    '',
  ].join('\n');
}

/** Seen by hand, as the suite has a container runtime with image volumes: v1.37.2 with containerd 1.6.20. */
const NO_IMAGE_VOLUMES = [
  '## The node has no image volumes',
  '',
  'The container runtime of the node is older than containerd 2.1. `get pod` shows `CreateContainerError`, and the events of the container that mounts the',
  'volume say `failed to generate spec: failed to mkdir "": mkdir : no such file or directory` (v1.37.2, containerd 1.6.20, seen by hand). An API server before 1.35',
  'drops the volume, and the [waiter is not at the path](#the-waiter-is-not-at-the-path-in-the-manifest). The application does not start in either case.',
  '',
  'Cure: set `configure({ delivery: Delivery.INSTALL })`, or update the container runtime.',
  '',
];

function failureText({ title, meaning, cure, seen }: Failure): string[] {
  return [
    `## ${title}`,
    '',
    row(['', '`get pod`', '`describe pod`', 'events', '`logs`']),
    row(['---', '---', '---', '---', '---']),
    ...MECHANISMS.flatMap((mechanism) => (seen[mechanism] === undefined ? [] : [symptomRow(COLUMNS[mechanism], seen[mechanism])])),
    '',
    meaning,
    '',
    `Cure: ${cure}`,
    '',
  ];
}

function symptomRow(title: string, { status, describe = [], events = [], logs = [] }: Symptom): string {
  const cell = (texts: readonly string[]) => (texts.length === 0 ? '-' : texts.join('<br>'));
  return row([
    title,
    statusesOf(status).map((each) => `\`${each}\``).join(' or ') || '-',
    cell(describe.map((text) => `\`${text}\``)),
    cell(events.map(([reason, text]) => (text === '' ? `\`${reason}\`` : `\`${reason}\`: \`${text}\``))),
    cell(logs.map(([container, text]) => `${container}: \`${text}\``)),
  ]);
}
