// What is compared: startgate, the same waiter in C and in Go, and the waiters that people use today.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = import.meta.dirname;
const RUNTIME = join(HERE, '../../sidecar-runtime');
const CACHE = join(HERE, '.cache');

/**
 * Builds what is not there yet. `wait` gives a command that ends when a port is ready, `exec` one that becomes another
 * command then, where the program can; `patient` lets it wait for longer than it is watched; `left` says what is not compared and why.
 */
export async function prepareSubjects() {
  mkdirSync(CACHE, { recursive: true });
  run(process.execPath, [join(RUNTIME, 'native/make/build.mjs')]);
  const tools = { stage: await buildC('stage'), clock: await buildC('clock') };
  const left = [];
  const startgate = join(RUNTIME, `native/linux-${process.arch === 'arm64' ? 'arm64' : 'amd64'}/startgate`);
  const c = await buildC('waiter');
  const subjects = [
    {
      name: 'startgate', file: startgate, patient: ['--timeout', '90s'],
      wait: (port) => [startgate, 'wait', url(port)],
      exec: (port, command) => [startgate, 'exec', '--wait', url(port), '--', command],
    },
    { name: 'C', file: c, wait: (port) => [c, port, '/ready'], exec: (port, command) => [c, port, '/ready', command] },
  ];
  const go = join(CACHE, 'waiter-go');
  const built = isBuilt(go, 'waiter.go')
    ? { status: 0 }
    : spawnSync(
      'go',
      ['build', '-ldflags', '-s -w', '-o', go, 'waiter.go'],
      { cwd: HERE, encoding: 'utf8', env: { ...process.env, CGO_ENABLED: '0' } },
    );
  if (built.status === 0) {
    subjects.push({
      name: 'Go net/http', file: go, wait: (port) => [go, port, '/ready'], exec: (port, command) => [go, port, '/ready', command],
    });
  }
  else left.push(`Go: ${built.error === undefined ? built.stderr.trim() : 'there is no `go` here'}`);
  const waitOn = fileURLToPath(import.meta.resolve('wait-on/bin/wait-on'));
  subjects.push({
    name: 'wait-on', peer: true, wait: (port) => [process.execPath, waitOn, `http-get://127.0.0.1:${port}/ready`],
    exec: (port, command) => [
      'sh', '-c', '"$1" "$2" "$3" && exec "$4"', 'sh', process.execPath, waitOn, `http-get://127.0.0.1:${port}/ready`, command,
    ],
  });
  left.push('linkerd-await: it is not on crates.io, and comes as a file of its releases only');
  return { subjects, tools, left };
}

const url = (port) => `http://127.0.0.1:${port}/ready`;

/** Whether what was built is not older than its source. */
function isBuilt(output, source) {
  return existsSync(output) && statSync(output).mtimeMs >= statSync(join(HERE, source)).mtimeMs;
}

/** Static, with the compiler of the native build. */
async function buildC(name) {
  const output = join(CACHE, name);
  if (isBuilt(output, `${name}.c`)) return output;
  const { prepareToolchain } = await import('../../sidecar-runtime/native/make/toolchain.mjs');
  const { zig, env } = await prepareToolchain(join(RUNTIME, 'native/build'));
  const target = `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-musl`;
  run(
    zig[0],
    [
      ...zig.slice(1), 'cc', '-target', target, '-O2', '-Wall', '-Wextra', '-Werror', '-static', '-s',
      join(HERE, `${name}.c`), '-o', output,
    ],
    env,
  );
  return output;
}

function run(file, args, env) {
  const { status, stderr, error } = spawnSync(file, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
}
