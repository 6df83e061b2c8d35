import { withServer } from '../../faults/fault.ts';
import { folder } from '../../faults/folder.ts';
import { says } from '../../faults/stranger.ts';
import { Generator, SEED } from '../../fuzz/generator.ts';
import { expect } from 'vitest';
import { many, type Experiment, type Family } from '../support/family.ts';
import { childrenOf, expectClosed, expectEither, expectObeyed, expectOpened, Guard, runGuard, terminate, type Ended } from '../support/guard.ts';
import { goodRecord } from '../../support/good-record.ts';
import { holds, stateWith } from '../support/record.ts';
import { strace, type Injection } from '../support/strace.ts';

/** What the kernel may say, beside what each call has errors of its own for. */
const ANY = ['ENOMEM', 'EPERM'];

/**
 * The errors that a call may have. Left out is what no kernel says: a `connect` that says EISCONN has opened a connection, and
 * `wait4` does not fail for a child that is there. strace does not make the call that it lets fail, and a `close` that fails has
 * closed the file all the same: where that is the pipe to a new process, it is left out.
 *
 * @see https://man7.org/linux/man-pages/dir_section_2.html
 */
const ERRORS: Readonly<Record<string, readonly string[]>> = {
  bind: ['EADDRINUSE', 'EACCES', 'EROFS', ...ANY],
  chmod: ['EROFS', 'EIO', ...ANY],
  clone: ['EAGAIN', ...ANY],
  close: ['EIO', 'EINTR', 'ENOSPC'],
  connect: ['ECONNREFUSED', 'ETIMEDOUT', 'ENETUNREACH', 'EACCES', 'EADDRNOTAVAIL', 'EAGAIN', 'EINTR', ...ANY],
  dup2: ['EBUSY', 'EMFILE', 'EINTR'],
  execve: ['EACCES', 'ENOENT', 'ENOEXEC', 'E2BIG', 'ETXTBSY', 'EIO', ...ANY],
  fchmod: ['EROFS', 'EIO', ...ANY],
  fcntl: ['EINVAL', 'EAGAIN', 'EMFILE'],
  fstat: ['EIO', 'EOVERFLOW', ...ANY],
  ftruncate: ['EIO', 'EFBIG', ...ANY],
  getrandom: ['ENOSYS', 'EINTR', 'EAGAIN'],
  getsockname: ['ENOBUFS', ...ANY],
  getsockopt: ['ENOPROTOOPT', ...ANY],
  listen: ['EADDRINUSE', 'EOPNOTSUPP', ...ANY],
  madvise: ['EINVAL', 'EFAULT', ...ANY],
  mkdir: ['EROFS', 'ENOSPC', 'EACCES', 'EDQUOT', ...ANY],
  mmap: ['EAGAIN', ...ANY],
  open: ['EMFILE', 'ENFILE', 'EACCES', 'ENOENT', 'ELOOP', 'EIO', 'EINTR', 'ESTALE', ...ANY],
  pipe2: ['EMFILE', 'ENFILE', ...ANY],
  ppoll: ['EINTR', 'EINVAL', ...ANY],
  read: ['EIO', 'EINTR', 'EAGAIN', 'ECONNRESET', 'ESTALE', ...ANY],
  readlink: ['EACCES', 'ENOENT', 'EIO', ...ANY],
  rename: ['EROFS', 'ENOSPC', 'EXDEV', 'EACCES', 'EIO', ...ANY],
  renameat2: ['ENOSYS', 'EINVAL', 'ENOENT', 'EIO', ...ANY],
  rt_sigaction: ['EINVAL', 'EFAULT'],
  rt_sigprocmask: ['EINVAL', 'EFAULT'],
  setsid: ANY,
  signalfd4: ['EMFILE', 'ENFILE', 'ENODEV', 'EINVAL', ...ANY],
  socket: ['EMFILE', 'ENFILE', 'EACCES', 'ENOBUFS', 'EAFNOSUPPORT', ...ANY],
  stat: ['EACCES', 'EIO', 'ELOOP', 'ENOTDIR', 'EOVERFLOW', 'ESTALE', ...ANY],
  unlink: ['EROFS', 'EBUSY', 'EIO', ...ANY],
  write: ['EIO', 'EAGAIN', 'EINTR', 'EPIPE', 'ENOSPC', 'EFBIG', ...ANY],
};

/** A guard, and how often it makes each call at least: so often it can fail. */
interface Scene {
  readonly name: string;
  readonly open: boolean;
  readonly calls: Readonly<Record<string, number>>;
  readonly play: (run: (...options: readonly string[]) => Promise<Ended>) => Promise<Ended>;
}

const START = { fcntl: 3, madvise: 1, mmap: 1, rt_sigaction: 2, rt_sigprocmask: 2, signalfd4: 1 };
const STATE = { ...START, close: 4, fcntl: 7, fstat: 3, getsockopt: 1, open: 5, read: 7, readlink: 1, socket: 1, stat: 1 };
const PUBLISH = { ...STATE, bind: 1, chmod: 1, fchmod: 2, ftruncate: 1, getrandom: 1, listen: 1, mkdir: 1, open: 6, rename: 2, renameat2: 2, socket: 2, unlink: 2, write: 3 };
const BECOME = { execve: 1, rt_sigaction: 3, rt_sigprocmask: 3 };

function asks(name: string, answer: string | undefined, calls: Readonly<Record<string, number>>, target = (port: number): string => `http://127.0.0.1:${port}/`): Scene {
  const play: Scene['play'] = (run) => withServer(says(answer ?? 'HTTP/1.1 503 No\r\n\r\n'), (port) => run('--wait', target(port)));
  return { name, open: answer !== undefined, calls: { ...START, close: 1, connect: 2, getsockname: 1, ppoll: 2, read: 2, socket: 1, write: 2, ...calls }, play };
}

const SCENES: readonly Scene[] = [
  asks('http that is not ready', undefined, { ppoll: 10, connect: 8, socket: 4, close: 4, getsockname: 4 }),
  asks('http that is ready', 'HTTP/1.1 200 OK\r\n\r\n', BECOME),
  asks('grpc that is none', undefined, { ppoll: 10, connect: 8, socket: 4, close: 4 }, (port) => `grpc://127.0.0.1:${port}`),
  { name: 'a file that is not there', open: false, calls: { ...START, open: 1, ppoll: 4, stat: 8, write: 2 }, play: (run) => run('--wait', 'file:///nonexistent') },
  { name: 'a unix socket that is not there', open: false, calls: { ...START, close: 4, connect: 4, ppoll: 4, socket: 4, stat: 4, write: 2 }, play: (run) => run('--wait', 'unix:///nonexistent') },
  {
    name: 'a command that fails',
    open: false,
    calls: { ...START, clone: 3, dup2: 3, execve: 1, pipe2: 3, ppoll: 4, read: 4, rt_sigaction: 3, rt_sigprocmask: 6, setsid: 1, write: 2 },
    play: (run) => run('--wait', 'exec:["false"]'),
  },
  {
    name: 'a state that is not there',
    open: false,
    calls: { ...STATE, open: 20, ppoll: 8, stat: 8, write: 2 },
    play: (run) => run('--state', stateWith(() => undefined), '--wait', 'db=started'),
  },
  {
    name: 'a state that still waits',
    open: false,
    calls: { ...STATE, close: 8, fstat: 6, open: 9, ppoll: 4, read: 9, write: 2 },
    play: (run) => run('--state', stateWith(holds(JSON.stringify({ ...goodRecord(), phase: 'waiting' }))), '--wait', 'db=started'),
  },
  {
    name: 'a state that has succeeded',
    open: true,
    calls: { ...STATE, ...BECOME },
    play: (run) => run('--state', stateWith(holds(JSON.stringify(goodRecord()))), '--wait', 'db=succeeded'),
  },
  { name: 'a name, and a gate that is closed', open: false, calls: { ...PUBLISH, ppoll: 4, stat: 4 }, play: (run) => run('--state', folder(), '--name=me', '--wait', 'file:///nonexistent') },
  {
    name: 'a name, and a gate that is open',
    open: true,
    calls: Object.fromEntries(Object.entries({ ...PUBLISH, clone: 1, execve: 1, pipe2: 1, ppoll: 2 }).filter(([call]) => call !== 'close')),
    play: (run) => run('--state', folder(), '--name=me', '--wait', 'file:///'),
  },
];

const generator = new Generator(SEED);

/** Each call of each scene fails the first time; beyond that, any of its calls fails in any way, once or from then on. */
const FIRST = SCENES.flatMap((scene) => Object.keys(scene.calls).map((call): readonly [Scene, Injection] => [scene, injection(call, '1')]));
const DEEPER = 120;

function injection(call: string, when: string): Injection {
  return { call, what: `error=${generator.pick(ERRORS[call] as readonly string[])}`, when };
}

function deeper(): readonly [Scene, Injection] {
  const scene = generator.pick(SCENES);
  const [call, most] = generator.pick(Object.entries(scene.calls));
  return [scene, injection(call, `${1 + generator.below(most)}${generator.once(3) ? '+' : ''}`)];
}

/** The system has refused what a guard can't be without, 70, or the command can't be run, 126 and 127. */
const CODES = [69, 70, 126, 127];

/** A closed gate is waited for a moment, with a try that has time to fail in; an open one has the time of a busy machine. */
const TIMES = { closed: ['--timeout=600ms', '--request-timeout=500ms', '--max-interval=50ms'], open: ['--timeout=3s', '--request-timeout=1s'] };

function guarded(scene: Scene, wrapper: readonly string[]): Promise<Ended> {
  const times = scene.open ? TIMES.open : TIMES.closed;
  return scene.play((...options) => runGuard([...times, ...options], { wrapper, env: { PATH: '/usr/bin:/bin' } }));
}

function experiment(scene: Scene, injected: Injection): Experiment {
  const { call, what, when } = injected;
  return {
    name: `${scene.name}; ${call} ${what}, call ${when}`,
    run: async () => {
      const traced = strace(injected);
      const ended = await guarded(scene, traced.wrapper);
      if (scene.open) expectEither(ended, ...CODES);
      else expectClosed(ended, ...CODES);
      expect(traced.injected(), `${call} was not called so often`).toBe(true);
    },
  };
}

/** From its n-th time on a call fails for ever, while the gate has a minute left: SIGTERM ends the guard all the same. */
function endless(): Experiment {
  const scene = generator.pick(SCENES.filter(({ open }) => !open));
  // Without these nobody can hear of a signal: the guard ends by itself, which is tried above.
  const call = generator.pick(Object.keys(scene.calls).filter((name) => !['ppoll', 'read', 'signalfd4', 'rt_sigaction', 'rt_sigprocmask', 'mmap'].includes(name)));
  const injected = injection(call, `${2 + generator.below(4)}+`);
  return {
    name: `${scene.name}; ${call} ${injected.what}, call ${injected.when}, and SIGTERM`,
    run: async () => {
      const { wrapper } = strace(injected);
      const ended = await scene.play(async (...options) => {
        const guard = new Guard(['--timeout=60s', '--request-timeout=150ms', '--max-interval=50ms', ...options], { wrapper, env: { PATH: '/usr/bin:/bin' } });
        // A name that can't be had is said, and is the end.
        await Promise.race([guard.running.says('waiting for'), guard.ended]);
        const [pid] = childrenOf(guard.running.child.pid as number);
        return pid === undefined ? guard.ended : terminate(guard, 'SIGTERM', pid);
      });
      expectClosed(ended, 143, ...CODES);
    },
  };
}

const SIGNALLED = 40;
const ENDLESS = 20;

/** SIGTERM comes in the middle of a call. */
function signalled(): Experiment {
  const scene = generator.pick(SCENES);
  const [call, most] = generator.pick(Object.entries(scene.calls).filter(([name]) => !['execve', 'clone', 'dup2', 'setsid'].includes(name)));
  const injected: Injection = { call, what: 'signal=SIGTERM', when: String(1 + generator.below(most)) };
  return {
    name: `${scene.name}; SIGTERM in ${call}, call ${injected.when}`,
    run: async () => {
      expectObeyed(await guarded(scene, strace(injected).wrapper), 'SIGTERM', scene.open);
    },
  };
}

const pairs = [...FIRST, ...Array.from({ length: DEEPER }, deeper)];

export const systemCalls: Family = {
  name: 'system calls that fail',
  controls: SCENES.filter(({ open }) => open).map((scene) => ({
    name: scene.name,
    run: async () => expectOpened(await scene.play((...options) => runGuard(['--timeout=20s', '--request-timeout=10s', ...options]))),
  })),
  experiments: [...pairs.map(([scene, injected]) => experiment(scene, injected)), ...many(SIGNALLED, signalled), ...many(ENDLESS, endless)],
};
