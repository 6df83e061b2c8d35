import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { folder } from '../../faults/folder.ts';
import { program, start, type Outcome, type Running, type RunOptions } from '../../support/program.ts';

/** How a guard ended, and whether its command ran. */
export interface Ended extends Outcome {
  readonly opened: boolean;
  /** Milliseconds. */
  readonly took: number;
}

export interface GuardOptions extends Pick<RunOptions, 'env' | 'cwd'> {
  /** How the program is called, if not as it is. */
  readonly wrapper?: readonly string[];
}

/** What a failed test leaves is ended with its file. */
const living = new Set<Running>();
afterAll(() => {
  for (const { child } of living) for (const pid of [...childrenOf(child.pid as number), child.pid as number]) process.kill(pid, 'SIGKILL');
});

/** A guard of a command that leaves a file when it runs. */
export class Guard {
  readonly running: Running;
  readonly ended: Promise<Ended>;

  constructor(options: readonly string[], { wrapper = [], ...more }: GuardOptions = {}) {
    const marker = join(folder(), 'ran');
    const started = performance.now();
    this.running = start(['exec', ...options, '--', 'touch', marker], { program: [...wrapper, ...program()] as [string, ...string[]], ...more });
    living.add(this.running);
    this.ended = this.running.outcome.then((outcome) => {
      living.delete(this.running);
      return { ...outcome, opened: existsSync(marker), took: performance.now() - started };
    });
  }
}

/** Runs a guard to its end. */
export function runGuard(options: readonly string[], more: GuardOptions = {}): Promise<Ended> {
  return new Guard(options, more).ended;
}

/** How long a closed gate is waited for, and one try of it. */
export const SHORT = ['--timeout=300ms', '--request-timeout=150ms', '--max-interval=50ms'];

/** Beyond the timeout: processes on a busy machine. */
const BUSY = 10_000;

/** Anything that a terminal, or who reads a log, may take for more than text. */
export const CONTROLS = /[\0-\x09\x0b-\x1f\x7f-\xff]/;

/** The gate stayed closed: the command did not run, the exit code is one of the promised, it was said why in clean text, and in time. */
export function expectClosed(ended: Ended, ...codes: readonly number[]): void {
  const promised = codes.length === 0 ? [69] : codes;
  expect({ ...shown(ended), promised: promised.includes(ended.code ?? -1) }).toEqual({ ...shown(ended), opened: false, promised: true });
  expectInTime(ended);
}

/** The gate was open, and the command ran. */
export function expectOpened(ended: Ended): void {
  expect(shown(ended)).toEqual({ ...shown(ended), opened: true, code: 0 });
}

/**
 * The gate is open, so that the command may run; where the fault kept it from running, or the guard from staying with it, the exit
 * code says so.
 */
export function expectEither(ended: Ended, ...codes: readonly number[]): void {
  if (ended.code === 0) expectOpened(ended);
  else if (ended.opened) expect(codes).toContain(ended.code);
  else expectClosed(ended, ...codes);
}

/**
 * A signal has ended a guard: with 128+n, or, as long as nothing of the program has run, by itself. A guard whose gate is open may
 * have become its command before, which then met the signal, or had run already.
 */
export function expectObeyed(ended: Ended, signal: NodeJS.Signals, open: boolean): void {
  if (ended.code !== null && ended.code !== 0 && !ended.opened) expectClosed(ended, 128 + constants.signals[signal]);
  else if (open) expect([ended.opened, ended.code === 0 || ended.code === 128 + constants.signals[signal] || ended.signal === signal]).toEqual([ended.opened, true]);
  else expect(shown(ended)).toEqual({ ...shown(ended), opened: false, signal, stderr: '' });
}

function expectInTime({ took, stderr }: Ended): void {
  expect(CONTROLS.test(stderr), JSON.stringify(stderr)).toBe(false);
  expect(stderr.split('\n').every((line) => line.length < 1000)).toBe(true);
  expect(took).toBeLessThan(BUSY);
}

function shown({ code, signal, stdout, stderr, opened }: Ended): Partial<Ended> {
  return { code, signal, stdout, stderr, opened };
}

/** How long a guard or a sidecar may take to obey a signal, in milliseconds; a sanitized one takes longer for everything. */
export const OBEYS = 1000 * Number(process.env.STARTGATE_SLOWER ?? 1);

/** Sends a signal, to the guard or to another process of its own, and gives how it ended: within a second. */
export async function terminate(guard: Guard, signal: NodeJS.Signals, pid = guard.running.child.pid as number): Promise<Ended> {
  const sent = performance.now();
  process.kill(pid, signal);
  const ended = await guard.ended;
  expect(performance.now() - sent).toBeLessThan(OBEYS);
  return ended;
}

/** The processes that another one has started; none if it has ended. */
export function childrenOf(pid: number): readonly number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'latin1').split(' ').filter(Boolean).map(Number) : [];
}
