import { expect, test } from 'vitest';
import { tryOnce } from '../support/gate.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

const OPEN = { state: 'open' };
const WAITS = { state: 'closed', reason: 'waits for its own gates' };

interface Shown {
  readonly words: readonly string[];
  readonly started: number;
  readonly parent?: number;
  readonly session?: number;
  readonly name?: string;
  readonly group?: string;
}

const GUARD = ['/bin/startgate', 'exec', '--wait', 'tcp://localhost:1', '--', 'serve'];
const PROBE = ['/bin/startgate', 'wait', 'guard://self'];

function show(platform: VirtualPlatform, pid: number, { words, started, parent = 0, session = 1, name = 'startgate', group = '0::/\n' }: Shown): void {
  const { files } = platform;
  files.directory(`/proc/${pid}`);
  files.file(`/proc/${pid}/cgroup`, group);
  files.file(`/proc/${pid}/comm`, `${name}\n`);
  files.file(`/proc/${pid}/stat`, `${pid} (${name}) S ${parent} 0 ${session} ${'0 '.repeat(15)}${started} 0\n`);
  files.file(`/proc/${pid}/cmdline`, words.map((word) => `${word}\0`).join(''));
}

/** A container with these processes, and a probe as the last one. */
function container(processes: Readonly<Record<number, Shown>>, probe: readonly string[] = PROBE): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.pid = 90;
  platform.args = ['wait', 'guard://self'];
  platform.files.directory('/proc');
  platform.files.file('/proc/self/cgroup', '0::/\n');
  for (const [pid, shown] of Object.entries(processes)) show(platform, Number(pid), shown);
  show(platform, 90, { words: probe, started: 900 });
  return platform;
}

function look(platform: VirtualPlatform): ReturnType<typeof tryOnce> {
  return tryOnce(platform, 'guard://self');
}

test('is closed while the guard waits', async () => {
  expect(await look(container({ 1: { words: GUARD, started: 100 } }))).toEqual(WAITS);
});

test('is open when the guard has become the command', async () => {
  expect(await look(container({ 1: { words: ['serve'], started: 100 } }))).toEqual(OPEN);
});

test('is open when the guard has started the command as its child', async () => {
  const platform = container({ 1: { words: GUARD, started: 100 }, 7: { words: ['serve'], started: 300, parent: 1 } });
  expect(await look(platform)).toEqual(OPEN);
});

test('is open when the command has begun a session of its own', async () => {
  const platform = container({ 1: { words: GUARD, started: 100 }, 7: { words: ['serve'], started: 300, parent: 1, session: 7 } });
  expect(await look(platform)).toEqual(OPEN);
});

test('is closed while the guard has only inherited what a hook or kubectl exec left behind', async () => {
  const platform = container({ 1: { words: GUARD, started: 100 }, 7: { words: ['sleep', '9'], started: 300, parent: 1, session: 5 } });
  expect(await look(platform)).toEqual(WAITS);
});

test('is closed while the guard waits and another probe runs', async () => {
  const platform = container({ 1: { words: GUARD, started: 100 }, 7: { words: ['pg_isready'], started: 300 } });
  expect(await look(platform)).toEqual(WAITS);
});

test('is closed while the container runtime has not started the guard', async () => {
  const platform = container({ 1: { words: ['runc', 'init'], started: 100, name: 'runc:[2:INIT]' } });
  expect(await look(platform)).toEqual({ state: 'closed', reason: 'its container is being started' });
});

test('is closed when the first process has ended', async () => {
  expect(await look(container({ 1: { words: [], started: 100 } }))).toEqual({ state: 'closed', reason: 'its first process has ended' });
});

test('is closed when nothing else runs in the container', async () => {
  expect(await look(container({}))).toEqual({ state: 'closed', reason: 'no guard in this container' });
});

test('passes over the processes of other containers in a shared process namespace', async () => {
  const platform = container({
    1: { words: ['/pause'], started: 50, group: '0::/../pause\n' },
    12: { words: ['serve'], started: 80, group: '0::/../other\n' },
    30: { words: GUARD, started: 100 },
  });
  expect(await look(platform)).toEqual(WAITS);
});

test('finds the guard by its age where process ids have begun anew', async () => {
  const platform = container({ 40: { words: ['pg_isready'], started: 300 }, 32_000: { words: GUARD, started: 100 } });
  expect(await look(platform)).toEqual(WAITS);
});

test('reads the age of a program with a bracket in its name', async () => {
  const platform = container({ 1: { words: GUARD, started: 100, name: 'a) b (c' }, 7: { words: ['sh'], started: 300 } });
  expect(await look(platform)).toEqual(WAITS);
});

test('knows a guard that runs on Node', async () => {
  const node = ['/usr/bin/node', '/app/main.js'];
  const platform = container({ 1: { words: [...node, 'exec', '--', 'serve'], started: 100 } }, [...node, 'wait', 'guard://self']);
  expect(await look(platform)).toEqual(WAITS);
});

test('knows a guard by another path', async () => {
  const platform = container({ 1: { words: ['startgate', 'exec', '--', 'serve'], started: 100 } });
  expect(await look(platform)).toEqual(WAITS);
});

test('is open for a command that only has the same first argument', async () => {
  expect(await look(container({ 1: { words: ['/bin/serve', 'exec'], started: 100 } }))).toEqual(OPEN);
});

test('passes over a process that is gone before it is read', async () => {
  const platform = container({ 1: { words: GUARD, started: 100 }, 7: { words: ['sh'], started: 50 } });
  platform.files.broken.set('/proc/7/stat', 'ESRCH');
  expect(await look(platform)).toEqual(WAITS);
});

test('passes over a process that may not be looked at', async () => {
  const platform = container({ 1: { words: GUARD, started: 100 }, 7: { words: ['sh'], started: 50 } });
  platform.files.broken.set('/proc/7/cgroup', 'EACCES');
  expect(await look(platform)).toEqual(WAITS);
});

test('is closed when the system fails otherwise', async () => {
  const platform = container({ 1: { words: GUARD, started: 100 } });
  platform.files.broken.set('/proc/1/cmdline', 'EMFILE');
  expect(await look(platform)).toEqual({ state: 'closed', reason: 'too many open files: raise the limit of the process (ulimit -n)' });
});
