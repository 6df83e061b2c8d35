/** The signals that a guard deals with, by their Linux numbers, which are the same on amd64 and arm64. */
export const SIGNALS = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGUSR2: 12,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGCONT: 18,
  SIGWINCH: 28,
} as const;

/** Whether a signal asks a waiter to end: the others mean nothing to it. */
export function ends(signal: number): boolean {
  return signal === SIGNALS.SIGTERM || signal === SIGNALS.SIGINT || signal === SIGNALS.SIGHUP || signal === SIGNALS.SIGQUIT;
}
