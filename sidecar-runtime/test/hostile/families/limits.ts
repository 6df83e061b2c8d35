import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { withServer } from '../../faults/fault.ts';
import { folder } from '../../faults/folder.ts';
import { says } from '../../faults/stranger.ts';
import { Generator, SEED } from '../../fuzz/generator.ts';
import { program } from '../../support/program.ts';
import { many, type Experiment, type Family } from '../support/family.ts';
import { expectClosed, expectEither, expectOpened, runGuard, SHORT, type Ended } from '../support/guard.ts';
import { goodRecord } from '../../support/good-record.ts';
import { holds, stateWith } from '../support/record.ts';

const generator = new Generator(SEED);

interface Scene {
  readonly name: string;
  readonly open: boolean;
  readonly play: (run: (...options: readonly string[]) => Promise<Ended>) => Promise<Ended>;
}

const READY = 'HTTP/1.1 200 OK\r\n\r\n';

function asks(name: string, answer: string, count: number): Scene {
  const play: Scene['play'] = (run) =>
    withServer(says(answer), (port) => run(...Array.from({ length: count }, (_, index) => ['--wait', `t${index}=http://127.0.0.1:${port}/`]).flat()));
  return { name, open: answer === READY, play };
}

const SCENES: readonly Scene[] = [
  asks('20 servers that are ready', READY, 20),
  asks('20 servers that are not', 'HTTP/1.1 503 No\r\n\r\n', 20),
  asks('a server with a long answer', `HTTP/1.1 503 No\r\n${'A: b\r\n'.repeat(10_000)}\r\n`, 1),
  { name: 'a file that is not there', open: false, play: (run) => run('--wait', 'file:///nonexistent') },
  { name: 'a command that fails', open: false, play: (run) => run('--wait', 'exec:["false"]') },
  { name: 'a name, and a gate that is closed', open: false, play: (run) => run('--state', folder(), '--name=me', '--wait', 'file:///nonexistent') },
  { name: 'a name, and a gate that is open', open: true, play: (run) => run('--state', folder(), '--name=me', '--wait', 'file:///') },
  {
    name: 'a state that is too long',
    open: false,
    play: (run) => run('--state', stateWith(holds(JSON.stringify({ ...goodRecord(), phase: 'waiting', more: 'x'.repeat(60_000) }))), '--wait', 'db=started'),
  },
];

/** What the kernel gives a process at most, and the least with which the waiter itself can be loaded. */
const LIMITS: readonly (readonly [string, () => number])[] = [
  // what the waiter takes by itself; below it, the kernel ends what it can't load
  ['as', () => 1_600_000 + generator.below(3_000_000)],
  ['data', () => 1_000_000 + generator.below(2_000_000)],
  ['stack', () => 150_000 + generator.below(200_000)],
  ['nofile', () => 3 + generator.below(20)],
  ['fsize', () => generator.pick([0, 1, 100, 200, 1000])],
  ['memlock', () => 0],
  ['sigpending', () => generator.below(2)],
  ['msgqueue', () => 0],
];

/** 70: what it can't be without is refused. 126: the command can't be started. */
const CODES = [69, 70, 126, 127];

function limited(scene: Scene, limit: string, most: number): Experiment {
  return {
    name: `${scene.name}, with ${limit} ${most}`,
    run: async () => {
      const ended = await scene.play((...options) => runGuard([...SHORT, ...options], { wrapper: ['prlimit', `--${limit}=${most}`], env: { PATH: '/usr/bin:/bin' } }));
      // The command behind the gate has the same limit, and may end by it.
      if (scene.open && ended.code === null) expect([ended.signal, ended.opened]).toEqual([expect.stringMatching(/^SIG(KILL|SEGV|XFSZ)$/), ended.opened]);
      else if (scene.open) expectEither(ended, ...CODES);
      else expectClosed(ended, ...CODES);
    },
  };
}

/** Less than the waiter takes by itself: nothing runs, however it ends. */
function unloadable(index: number): Experiment {
  const [limit, most] = [generator.pick(['as', 'data', 'stack']), generator.below(150_000)];
  return {
    name: `${limit} ${most}, with which nothing can be loaded, ${index}`,
    run: async () => {
      const marker = join(folder(), 'ran');
      const child = spawn('prlimit', [`--${limit}=${most}`, ...program(), 'exec', '--wait', 'file:///nonexistent', '--timeout=300ms', '--', 'touch', marker], { stdio: 'ignore' });
      const [code] = (await once(child, 'close')) as [number | null];
      expect([code === 0, existsSync(marker)]).toEqual([false, false]);
    },
  };
}

/** Standard files that are closed, full, or gone. */
const OUTPUTS: readonly (readonly [string, string])[] = [
  ['all standard files closed', 'exec "$@" <&- >&- 2>&-'],
  ['an output that is full', 'exec "$@" > /dev/full 2>&1'],
  ['an output that nobody reads', 'exec "$@" 2>&1 | true'],
  ['an output that is read only', 'exec "$@" 2< /dev/null 1< /dev/null'],
  ['an output that is a directory', 'exec "$@" 2< / 1< /'],
  ['an output that is a full pipe', 'exec "$@" 2>&1 | sleep 0.2'],
];

function output([what, script]: (typeof OUTPUTS)[number]): Experiment {
  return {
    name: what,
    run: async () => {
      const marker = join(folder(), 'ran');
      const args = ['-c', `set -o pipefail; ${script}`, 'sh', ...program(), 'exec', ...SHORT, '--wait', 'file:///nonexistent', '--', 'touch', marker];
      const [code] = (await once(spawn('bash', args, { stdio: 'ignore' }), 'close')) as [number | null];
      expect([code, existsSync(marker)]).toEqual([69, false]);
    },
  };
}

export const limits: Family = {
  name: 'limits of the system',
  controls: SCENES.filter(({ open }) => open).map(({ name, play }) => ({ name, run: async () => expectOpened(await play((...options) => runGuard(['--timeout=20s', ...options]))) })),
  experiments: [...SCENES.flatMap((scene) => LIMITS.map(([limit, value]) => limited(scene, limit, value()))), ...many(6, unloadable), ...OUTPUTS.map(output)],
};
