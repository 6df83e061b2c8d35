/** What the program ends with. @see https://man.freebsd.org/cgi/man.cgi?query=sysexits */
export const EXIT = {
  ok: 0,
  /** There are errors or warnings, or something could not be read. */
  findings: 1,
  /** `status`: a container waits at a gate that may still open. */
  waiting: 2,
  /** EX_USAGE: the command line is wrong. */
  usage: 64,
  /** EX_UNAVAILABLE: the cluster, or what should hold its Pods, can't be read. */
  unavailable: 69,
  /** EX_SOFTWARE: an internal error. */
  software: 70,
} as const;

/** A command line that is wrong; the message says what is allowed. */
export class UsageError extends Error {}
