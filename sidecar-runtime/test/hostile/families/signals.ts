import { expect } from 'vitest';
import { withServer } from '../../faults/fault.ts';
import { folder } from '../../faults/folder.ts';
import { Generator, SEED } from '../../fuzz/generator.ts';
import { many, type Experiment, type Family } from '../support/family.ts';
import { expectClosed, expectObeyed, expectOpened, Guard, SHORT, terminate } from '../support/guard.ts';
import { goodRecord } from '../../support/good-record.ts';
import { holds, stateWith } from '../support/record.ts';

const generator = new Generator(SEED);

/** Gates that stay closed for a minute, each of its own kind. */
const CLOSED: readonly (() => readonly string[])[] = [
  () => ['--wait', 'file:///nonexistent'],
  () => ['--wait', 'unix:///nonexistent'],
  () => ['--wait', 'tcp://127.0.0.1:1'],
  () => ['--wait', 'exec:["false"]'],
  () => ['--state', stateWith(holds(JSON.stringify({ ...goodRecord(), phase: 'waiting' }))), '--wait', 'db=started'],
  () => ['--state', folder(), '--name=me', '--wait', 'file:///nonexistent'],
  () => Array.from({ length: 100 }, (_, index) => ['--wait', `t${index}=tcp://127.0.0.1:1`]).flat(),
];

/** The same while a command runs that a try has started: nothing is said before it has ended. */
const SILENT = (): readonly string[] => ['--request-timeout=30s', '--wait', 'exec:["sleep","60"]'];

const ENDING = ['SIGTERM', 'SIGTERM', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const;
const OTHERS = ['SIGUSR1', 'SIGUSR2', 'SIGALRM', 'SIGCONT', 'SIGWINCH', 'SIGCHLD', 'SIGPIPE', 'SIGURG'] as const;

/** A moment of the life of a guard: most of them in its first milliseconds, when it is about to have handlers. */
function moment(): number {
  return generator.once(2) ? generator.below(20) : generator.below(400);
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function closed(index: number): Experiment {
  const [options, signal, at] = [generator.pick([...CLOSED, SILENT]), generator.pick(ENDING), moment()];
  return {
    name: `${signal} after ${at} ms, behind a closed gate, ${index}`,
    run: async () => {
      const guard = new Guard(['--timeout=60s', ...options()]);
      await after(at);
      expectObeyed(await terminate(guard, signal), signal, false);
    },
  };
}

/** The gate opens at about the moment of the signal. */
function opening(index: number): Experiment {
  const [at, signal, name] = [20 + generator.below(100), generator.pick(ENDING), generator.once(3)];
  const apart = generator.below(15) - 5;
  return {
    name: `${signal} ${apart} ms after a gate has opened, ${index}`,
    run: async () => {
      let ready = false;
      const server = (port: number): Guard => new Guard(['--timeout=60s', '--max-interval=10ms', ...(name ? ['--name=me', '--state', folder()] : []), '--wait', `http://127.0.0.1:${port}/`]);
      await withServer(
        (socket) => socket.once('data', () => socket.end(`HTTP/1.1 ${ready ? 200 : 503} X\r\n\r\n`)),
        async (port) => {
          const guard = server(port);
          setTimeout(() => (ready = true), at);
          await after(at + apart);
          // It may have ended already, its command with it.
          if (guard.running.child.exitCode === null && guard.running.child.signalCode === null) await terminate(guard, signal);
          expectObeyed(await guard.ended, signal, true);
        },
      );
    },
  };
}

/** Many signals one after another, of which one ends it. */
function storm(index: number): Experiment {
  const signals = [...Array.from({ length: 20 }, () => generator.pick(OTHERS)), generator.pick(ENDING)];
  const options = generator.pick(CLOSED);
  return {
    name: `twenty signals that mean nothing, and then ${String(signals.at(-1))}, ${index}`,
    run: async () => {
      const guard = new Guard(['--timeout=60s', ...options()]);
      await guard.running.says('waiting for');
      for (const signal of signals.slice(0, -1)) {
        guard.running.kill(signal);
        await after(1);
      }
      const last = signals.at(-1) as NodeJS.Signals;
      expectObeyed(await terminate(guard, last), last, false);
    },
  };
}

/** Signals that do not end it leave the gate and its timeout as they are. */
function meaningless(index: number): Experiment {
  const signals = Array.from({ length: 10 }, () => generator.pick(OTHERS));
  return {
    name: `${[...new Set(signals)].join(', ')}, and then the timeout, ${index}`,
    run: async () => {
      const guard = new Guard([...SHORT, '--wait', 'file:///nonexistent']);
      await guard.running.says('waiting for');
      for (const signal of signals) guard.running.kill(signal);
      expectClosed(await guard.ended);
    },
  };
}

/** SIGTERM while it is stopped counts when it goes on. */
function frozen(index: number): Experiment {
  const options = generator.pick(CLOSED);
  return {
    name: `SIGSTOP, SIGTERM and SIGCONT, ${index}`,
    run: async () => {
      const guard = new Guard(['--timeout=60s', ...options()]);
      await guard.running.says('waiting for');
      guard.running.kill('SIGSTOP');
      guard.running.kill('SIGTERM');
      await after(20);
      expect(guard.running.child.exitCode).toBe(null);
      expectClosed(await terminate(guard, 'SIGCONT'), 143);
    },
  };
}

export const signals: Family = {
  name: 'signals to a guard',
  controls: [{ name: 'signals that mean nothing, and an open gate', run: async () => expectOpened(await new Guard(['--timeout=20s', '--wait', 'file:///']).ended) }],
  experiments: [...many(50, closed), ...many(30, opening), ...many(8, storm), ...many(6, meaningless), ...many(6, frozen)],
};
