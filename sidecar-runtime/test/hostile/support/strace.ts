import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from '../../faults/folder.ts';

/** A system call that is made to fail, or that brings a signal. */
export interface Injection {
  readonly call: string;
  /** What strace does to it, such as `error=EIO` or `signal=SIGTERM`. */
  readonly what: string;
  /** Which of the calls, such as `1`, `3`, or `2+` for the second one and all after it. */
  readonly when: string;
}

export interface Strace {
  readonly wrapper: readonly string[];
  /** Whether the fault happened at all. */
  readonly injected: () => boolean;
}

/**
 * Runs a program under strace, its children too, up to where each becomes another program.
 *
 * @see https://man7.org/linux/man-pages/man1/strace.1.html
 */
export function strace({ call, what, when }: Injection): Strace {
  const log = join(folder(), 'calls');
  return {
    wrapper: ['strace', '-f', '-b', 'execve', '-qq', '-o', log, '-e', `trace=${call}`, '-e', `inject=${call}:${what}:when=${when}`],
    injected: () => /\(INJECTED\)|^\S+ +--- SIG/m.test(readFileSync(log, 'utf8')),
  };
}
