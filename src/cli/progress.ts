import type { Host } from './host';

/** A line that says how far it is; undefined takes it away. */
export type Progress = (text: (() => string) | undefined) => void;

const QUIET_MS = 1000;
const PERIOD_MS = 100;

/** Says nothing in the first second, and nothing where stderr is no terminal. */
export function progressOf({ stderr, now }: Pick<Host, 'stderr' | 'now'>): Progress {
  if (!stderr.isTerminal) return () => undefined;
  const start = now();
  let shown = false;
  let next = start + QUIET_MS;
  return (text) => {
    if (text === undefined) {
      if (shown) stderr.write('\r\u001b[K');
      return;
    }
    const time = now();
    if (time < next) return;
    next = time + PERIOD_MS;
    shown = true;
    stderr.write(`\r\u001b[K${text()}`);
  };
}
