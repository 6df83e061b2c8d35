import { COLUMNS, MECHANISMS, row } from '../support/shown';
import { FAILURES, type Failure } from './failures';
import type { Symptom } from './symptom';

/** docs/troubleshooting.md. */
export function troubleshootingText(): string {
  return [
    '# What you see when a gate does not open',
    '',
    'A Pod of two containers: `app` waits until `sidecar` answers `GET /ready`. Every text below is what `kubectl` has shown on a real kubelet: the end-to-end',
    'suite asserts each of them, and this page is made from the same list (`e2e/symptoms/failures.ts`). Which faults open a gate: [guarantees](guarantees.md).',
    '',
    'Where to look first:',
    '',
    row(['mechanism', 'why it waits is said by']),
    row(['---', '---']),
    row([COLUMNS.native, '`kubectl describe pod`: the events of the startup probe, with the status code']),
    row([COLUMNS['native-waiter'], '`kubectl describe pod`: the same events, in the waiter\'s words; also `kubectl logs POD -c sidecar`']),
    row([COLUMNS.guard, '`kubectl logs POD -c app`; after the timeout the message of its last state, exit code 69']),
    row([COLUMNS['post-start'], '`kubectl logs POD -c sidecar --previous`, when the hook has failed; before that there are no logs']),
    '',
    ...FAILURES.flatMap(failureText),
    '## Nothing is said at all',
    '',
    '- **`POST_START`, and the kubelet or containerd restarts while the hook waits:** the application starts without its sidecar, and no event tells. A hook that was',
    '  interrupted is never run again.',
    '- **`STARTGATE_DISABLED` is set:** the waiter opens every gate and prints the reason, in the log of its container.',
    '- **A dependency under another mechanism than you think:** `kubectl get pod POD -o jsonpath=\'{.metadata.annotations.startgate\\.dev/order}\'` has the order as it was rendered.',
    '',
  ].join('\n');
}

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
    status === undefined ? '-' : `\`${status}\``,
    cell(describe.map((text) => `\`${text}\``)),
    cell(events.map(([reason, text]) => (text === '' ? `\`${reason}\`` : `\`${reason}\`: \`${text}\``))),
    cell(logs.map(([container, text]) => `${container}: \`${text}\``)),
  ]);
}
