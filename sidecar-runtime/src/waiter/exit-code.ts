import type { Exit } from '../platform/platform.ts';

/**
 * The exit codes of the waiter.
 *
 * @see https://man.freebsd.org/cgi/man.cgi?query=sysexits for 64, 65 and 69
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_08_02 for 126 and 127
 */
export const EXIT = {
  OPEN: 0,
  USAGE: 64,
  DATA: 65,
  UNAVAILABLE: 69,
  TIMED_OUT: 124,
  NOT_RUNNABLE: 126,
  NOT_FOUND: 127,
} as const;

/** The exit code for a process that ended by a signal, as shells have it. */
export function exitCodeOfSignal(signal: number): number {
  return 128 + signal;
}

/** The exit code that hands on how a child ended. */
export function exitCodeOf(exit: Exit): number {
  return exit.kind === 'code' ? exit.code : exitCodeOfSignal(exit.signal);
}
