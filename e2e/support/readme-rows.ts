import type { Measured, Spread } from '../../src/private/explanation/measured';
import { cellText, MECHANISMS, row, type Shown } from './shown';

/** Rows of the README's table of mechanisms, each with the faults of the matrix that it sums up. */
export const README_ROWS: Readonly<Record<string, readonly string[]>> = {
  'image or waiter missing, sidecar crashes, probe or hook fails': [
    'the sidecar is never ready',
    'the image of the sidecar is missing',
    'the sidecar crashes before it is ready',
    'the sidecar exits with 0 before it is ready',
    'the waiter of the hook, probe or guard is missing',
    'the check times out',
    'the sidecar says that it has failed',
  ],
  'the kubelet restarts while it waits': ['the kubelet restarts while the gate is closed'],
  'containerd restarts while it waits': ['containerd restarts while the gate is closed'],
  'the Pod is deleted while it waits': ['the Pod is deleted while the gate is closed'],
  'the dependent restarts': [
    'the application ends and is started again while the sidecar is not ready',
    'the application is killed while the sidecar is not ready',
  ],
};

/**
 * The rows as the matrix has them.
 *
 * @throws if the faults that a row sums up do not come to the same: then it has to be split
 */
export function readmeRows(shown: Shown): string[] {
  return Object.entries(README_ROWS).map(([title, faults]) => {
    const cells = MECHANISMS.map((mechanism) => {
      const texts = new Set(faults.map((fault) => cellText(shown, fault, mechanism)).filter((text) => text !== '-'));
      if (texts.size === 0) return '-';
      if (texts.size !== 1) throw new Error(`README row "${title}": under ${mechanism} the matrix has ${[...texts].join(' and ')}`);
      return [...texts][0]!;
    });
    return row([title, ...cells]);
  });
}

/** The rows of times. The names of their columns are those of `Mechanism`. */
export function timeRows({ ready, readyPolled, delay, installer, imageVolume }: Measured): string[] {
  const within = ({ median, p95 }: Spread): string => `${median} ms (${p95} ms)`;
  return [
    row([
      'from ready to started, median (95 % within)', within(ready.native), within(ready['native-waiter']), within(ready['init-waiter']),
      `${within(ready.guard)}; ${within(readyPolled.guard)} without \`Startgate-Status\`, later after a long wait`, within(ready['post-start']),
    ]),
    row([
      'later start of the Pod, sidecar ready at once, median', `${delay.native} ms`, `${delay['native-waiter']} ms`, `${delay['init-waiter']} ms`,
      `${delay.guard} ms; ${delay.guard + imageVolume} ms by image volume; ${delay.guard + installer} ms with the installer`,
      `${delay['post-start']} ms`,
    ]),
  ];
}

/** The README with these rows as they are recorded. @throws if a row is not there */
export function withRows(readme: string, shown: Shown, facts: Measured): string {
  const lines = readme.split('\n');
  for (const text of [...readmeRows(shown), ...timeRows(facts)]) {
    const start = text.slice(0, text.indexOf(' |', 2) + 2);
    const at = lines.findIndex((line) => line.startsWith(start));
    if (at < 0) throw new Error(`README.md has no row that begins with "${start}"`);
    lines[at] = text;
  }
  return lines.join('\n');
}
