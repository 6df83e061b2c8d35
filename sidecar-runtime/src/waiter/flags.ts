import { UsageError } from './usage-error.ts';

/** A value of every flag that takes one, for who forgot it. */
const EXAMPLES: Readonly<Record<string, string>> = {
  '--timeout': '60s',
  '--on-timeout': 'block',
  '--request-timeout': '1s',
  '--max-interval': '250ms',
  '--header': 'Host: example.org',
  '--timeoutSeconds': '60',
  '--periodMillis': '250',
  '--requestTimeoutMillis': '1000',
  '--url': 'http://localhost:8080/ready',
  '--wait': 'http://localhost:8080/ready',
  '--name': 'app',
  '--until': 'app=completed',
  '--grace': '10s',
  '--run-timeout': '10m',
  '--on-error': 'continue',
  '--when': 'build=0',
  '--use': 'build.digest',
  '--env': 'DIGEST',
  '--results-limit': '4096',
  '--message-limit': '4096',
  '--state': '/run/startgate/state',
  '--log-format': 'json',
  '--config': '/etc/app/config.yaml',
  '--ready-after': '10s',
  '--port': '8080',
  '--host': '127.0.0.1',
  '--drain': '127.0.0.1:9000',
};

/** Goes through arguments: a flag's value stands behind "=" or in the next argument. */
export class Flags {
  private at = 1;
  private readonly args: readonly string[];
  private readonly end: number;

  constructor(args: readonly string[], end: number) {
    this.args = args;
    this.end = end;
  }

  /** The next argument split at "=" if it is a flag, or undefined at the end. */
  next(): { readonly flag: string; readonly inline: string | undefined } | { readonly positional: string } | undefined {
    if (this.at >= this.end) return undefined;
    const argument = this.args[this.at++] as string;
    if (!argument.startsWith('-')) return { positional: argument };
    const equals = argument.indexOf('=');
    if (equals < 0) return { flag: argument, inline: undefined };
    return { flag: argument.slice(0, equals), inline: argument.slice(equals + 1) };
  }

  value(flag: string, inline: string | undefined): string {
    if (inline !== undefined) return inline;
    if (this.at >= this.end) throw new UsageError(`${flag} needs a value, such as "${flag}=${EXAMPLES[flag] as string}"`);
    return this.args[this.at++] as string;
  }

  noValue(flag: string, inline: string | undefined): true {
    if (inline !== undefined) throw new UsageError(`${flag} takes no value, got "${inline}"`);
    return true;
  }
}

/**
 * Reads the value of a flag that names a directory.
 *
 * @throws UsageError
 */
export function parseDirectory(flag: string, text: string): string {
  if (text === '' || text.includes('\0')) throw new UsageError(`${flag} must be a directory, got "${text}"`);
  return text;
}
