import net, { type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect } from 'vitest';
import { program, start, type Outcome, type Running } from '../support/program.ts';

/** What a fault does to a gate: the command behind it runs, or never does. */
export type Gate = 'open' | 'closed';

/**
 * How a guard must end: the gate, the exit code, and the milliseconds that it takes at most, the start of a process on a busy machine
 * included.
 */
export interface Expected {
  readonly gate: Gate;
  readonly code: number;
  readonly within: number;
  /** Why it was closed, as it was said. */
  readonly reason?: string;
}

/** The command behind every gate: what it prints is the proof that it ran. */
const COMMAND = ['--', 'echo', 'started'];

/** A gate that must stay closed is waited for so long; a try has less. */
export const CLOSED = ['--timeout=700ms', '--request-timeout=250ms'];
/** The same where an answer comes, which may take its time on a busy machine. */
export const ANSWERED = ['--timeout=4s', '--request-timeout=3900ms'];
/** A gate that must open has all the time of a busy machine. */
export const OPEN = ['--timeout=20s', '--request-timeout=10s'];

/** Beyond the time-out: the start and the end of processes when others keep both processors busy. */
export const WITHIN = 10_000;

/** A whole row of the table, for a target that is there when `options` are made. */
export interface Guarded {
  readonly options: readonly string[];
  readonly expected: Expected;
  /** How the program is called, if not as it is: under limits, in namespaces, with files closed. */
  readonly wrapper?: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a guard of the command; ends with what {@link judge} judges. */
export function guard(options: readonly string[], more: Pick<Guarded, 'wrapper' | 'env'> = {}): Running {
  return start(['exec', ...options, ...COMMAND], { program: [...(more.wrapper ?? []), ...program()] as [string, ...string[]], ...(more.env && { env: more.env }) });
}

/** Runs a guard behind a fault to its end, and compares how it ended with what the row says. */
export async function provoke({ options, expected, ...more }: Guarded): Promise<Outcome> {
  const started = performance.now();
  const outcome = await guard(options, more).outcome;
  judge(outcome, expected, performance.now() - started);
  return outcome;
}

export function judge(outcome: Outcome, expected: Expected, took: number): void {
  const { stdout, stderr } = outcome;
  // A guard that supervises, as on Node, ends with 128+n; one that became its command, by the signal.
  expect({ gate: stdout === 'started\n' ? 'open' : 'closed', code: outcome.code, stdout, stderr }).toEqual({
    gate: expected.gate,
    code: expected.code,
    stdout: expected.gate === 'open' ? 'started\n' : '',
    stderr: expected.reason === undefined ? stderr : (expect.stringContaining(`: ${expected.reason}\n`) as string),
  });
  expect(took).toBeLessThan(expected.within);
}

/** The row as the name of a test. */
export function title(fault: string, { gate, code, within }: Expected): string {
  return `${fault}: ${gate}, exit ${code}, within ${within} ms`;
}

/** A server for as long as `use` takes. */
export async function withServer<T>(listener: (socket: net.Socket) => void, use: (port: number) => Promise<T>): Promise<T> {
  const sockets = new Set<net.Socket>();
  // A side that ends need not be answered in kind: some faults are just that.
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    listener(socket);
  });
  return withListening(server, use, () => {
    for (const socket of sockets) socket.destroy();
  });
}

/** The same for any server. */
export async function withListening<T>(
  server: net.Server, use: (port: number) => Promise<T>, end: () => void = () => undefined,
): Promise<T> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
    end();
  }
}
