import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { runProgram, start, type Outcome, type Running } from '../support/program.ts';

const ROOT = join(import.meta.dirname, '../..');
const NODE = realpathSync(process.execPath);

let folder: string;
let installed: string;
let launcher: string;

/** The packed tarball, where npm would put it. */
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'startgate-package-')));
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf8' });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  const modules = join(folder, 'node_modules');
  installed = join(modules, 'startgate');
  launcher = join(modules, '.bin/startgate');
  mkdirSync(dirname(launcher), { recursive: true });
  mkdirSync(installed);
  execFileSync('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', installed]);
  symlinkSync('../startgate/bin/startgate', launcher);
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The variables of a user whose Node is the one of this run; `uname` tells of another machine. */
function environment(uname?: string): Record<string, string> {
  const path = `${dirname(NODE)}${delimiter}${process.env.PATH ?? ''}`;
  if (uname === undefined) return { PATH: path };
  const programs = mkdtempSync(join(folder, 'programs-'));
  writeFileSync(join(programs, 'uname'), `#!/bin/sh\necho ${uname}\n`, { mode: 0o755 });
  return { PATH: `${programs}${delimiter}${path}` };
}

function run(...args: readonly string[]): Promise<Outcome> {
  return runProgram(args, { program: [launcher], env: environment() });
}

function launch(args: readonly string[], uname?: string): Running {
  const running = start(args, { program: [launcher], env: environment(uname) });
  onTestFinished(() => void running.child.kill('SIGKILL'));
  return running;
}

/** What the launcher has become by the time that it says something. */
async function programOf(running: Running, says: string): Promise<string> {
  await running.says(says);
  return realpathSync(`/proc/${running.child.pid ?? 0}/exe`);
}

/** The native waiter is not there for the length of a test. */
function withoutExecutable(): void {
  const path = join(installed, 'native/linux-amd64/startgate');
  renameSync(path, `${path}.gone`);
  onTestFinished(() => renameSync(`${path}.gone`, path));
}

test.each(['amd64', 'arm64'])('the tarball carries the native waiter for %s as it was built', (arch) => {
  const [shipped, built] = [installed, ROOT].map((root) => readFileSync(join(root, `native/linux-${arch}/startgate`)));
  expect(shipped?.equals(built as Buffer)).toBe(true);
});

describe('the launcher becomes', () => {
  const wait = ['wait', '--timeout=60s', 'x=file:///nonexistent'];

  test('the native waiter, to wait', async () => {
    expect(await programOf(launch(wait), 'waiting for x')).toBe(join(installed, 'native/linux-amd64/startgate'));
  });

  test('Node, where the native waiter is missing', async () => {
    withoutExecutable();
    expect(await programOf(launch(wait), 'waiting for x')).toBe(NODE);
  });

  test('Node, where the native waiter may not be run', async () => {
    const path = join(installed, 'native/linux-amd64/startgate');
    chmodSync(path, 0o644);
    onTestFinished(() => chmodSync(path, 0o755));
    expect(await programOf(launch(wait), 'waiting for x')).toBe(NODE);
  });

  test.each(['Darwin arm64', 'Linux riscv64'])('Node on %s', async (uname) => {
    expect(await programOf(launch(wait, uname), 'waiting for x')).toBe(NODE);
  });

  test('the native waiter for arm64 there', async () => {
    const path = join(installed, 'native/linux-arm64/startgate');
    renameSync(path, `${path}.real`);
    onTestFinished(() => renameSync(`${path}.real`, path));
    writeFileSync(path, '#!/bin/sh\necho "arm64: $*"\n', { mode: 0o755 });
    expect((await launch(['--version'], 'Linux aarch64').outcome).stdout).toBe('arm64: --version\n');
  });

  test.each([
    [['wait', '--timeout=60s', 'x=file:///nonexistent', 'https://127.0.0.1:1/']],
    [['exec', '--wait', 'db=https://127.0.0.1:1/', '--', 'true']],
    [['wait', '--url=https://127.0.0.1:1/']],
  ])('Node, for a target of https: %j', async (args) => {
    expect(await programOf(launch(args), 'waiting for')).toBe(NODE);
  });

  test('the native waiter, where only the command behind it has to do with https', async () => {
    const args = ['exec', '--wait', 'x=file:///nonexistent', '--', 'curl', 'https://example.com/'];
    expect(await programOf(launch(args), 'waiting for x')).toBe(join(installed, 'native/linux-amd64/startgate'));
  });

  test('Node, to serve', async () => {
    expect(await programOf(launch(['serve', '--port=0', '--host=127.0.0.1']), 'listening on')).toBe(NODE);
  });
});

describe.each(['the native waiter', 'Node'])('through the launcher, with %s,', (kind) => {
  const choose = (): void => {
    if (kind === 'Node') withoutExecutable();
  };

  test('the version is that of the package', async () => {
    choose();
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(await run('--version')).toEqual({ code: 0, signal: null, stdout: `startgate ${version}\n`, stderr: '' });
  });

  test.each<[number, string[]]>([
    [0, ['wait', 'file:///']],
    [64, []],
    [64, ['wait', 'nonsense']],
    [69, ['wait', '--timeout=50ms', 'file:///nonexistent']],
    [7, ['exec', '--wait', 'file:///', '--', 'sh', '-c', 'exit 7']],
    [126, ['exec', '--wait', 'file:///', '--', '/etc/passwd']],
    [127, ['exec', '--wait', 'file:///', '--', '/nowhere']],
  ])('the exit code is %d of %j', async (code, args) => {
    choose();
    expect(await run(...args)).toMatchObject({ code, signal: null });
  });

  test('SIGTERM ends a wait with 143', async () => {
    choose();
    const waiting = launch(['wait', 'x=file:///nonexistent']);
    await waiting.says('waiting for x');
    waiting.kill('SIGTERM');
    expect(await waiting.outcome).toMatchObject({ code: 143, signal: null });
  });

  test('SIGTERM reaches the command, which decides', async () => {
    choose();
    const guarding = launch(['exec', '--wait', 'file:///', '--', 'sh', '-c', 'trap "exit 5" TERM; echo up; while :; do sleep 0.01; done']);
    await guarding.says('up');
    guarding.kill('SIGTERM');
    expect(await guarding.outcome).toMatchObject({ code: 5, signal: null });
  });
});

test('an argument that is no UTF-8 reaches the command byte for byte', () => {
  const script = 'exec "$1" exec --wait file:/// -- printf %s "$(printf \'a\\377b\')"';
  expect(spawnSync('sh', ['-c', script, 'sh', launcher]).stdout).toEqual(Buffer.from([0x61, 0xff, 0x62]));
});
