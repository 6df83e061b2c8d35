import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import type net from 'node:net';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { usage } from '../src/waiter/usage.ts';
import { grpcServer } from './support/grpc-server.ts';
import { isNodeBuild, program, runProgram, start } from './support/program.ts';
import { runVirtual, runWithParts } from './support/run.ts';
import { freePort, httpServer, tcpServer } from './support/servers.ts';
import { tempFolder } from './support/temp-folder.ts';
import { VirtualPlatform } from './support/virtual-platform.ts';

// Real processes on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000 });

/** Long enough for a whole answer on a busy machine, and for more than one try. */
const REQUEST_TIMEOUT = '600ms';
const TIMEOUT = '1500ms';

/** Runs `wait` until a gate gives up after a moment; gives the reason that it tells last. */
async function reasonFor(target: string, { timeout = TIMEOUT, requestTimeout = REQUEST_TIMEOUT } = {}): Promise<string> {
  const { code, stderr } = await runProgram(['wait', `--timeout=${timeout}`, `--request-timeout=${requestTimeout}`, `x=${target}`]);
  expect(code).toBe(69);
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  const start = `startgate: x is still closed after ${timeout}: `;
  expect(last.startsWith(start) && last.endsWith('; giving up')).toBe(true);
  return last.slice(start.length, -'; giving up'.length);
}

describe('the command line', () => {
  test('--help prints the usage', async () => {
    expect(await runProgram(['--help'])).toEqual({ code: 0, signal: null, stdout: usage(), stderr: '' });
  });

  test('--version prints the version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
    expect(await runProgram(['--version'])).toEqual({ code: 0, signal: null, stdout: `startgate ${version}\n`, stderr: '' });
  });

  test.each<[string[], string]>([
    [[], 'command is missing: write one of wait, exec, install, status, serve'],
    [['wait', '--timeout', '60'], '--timeout has no unit in "60": write "60s" for seconds or "60ms" for milliseconds'],
    [['wait', 'http://localhost/ready'], 'port is missing in "http://localhost/ready": write it after the host, such as "localhost:8080"'],
    [['exec', '--wait', 'tcp://a:1', 'app'], '"--" is missing: write startgate exec --wait TARGET -- COMMAND'],
  ])('%j exits with 64 and says what to write', async (args, message) => {
    expect(await runProgram(args)).toEqual({ code: 64, signal: null, stdout: '', stderr: `startgate: ${message}\n` });
  });

  const spellings = ['wait "$p"', 'exec --wait "$p" -- echo never'];
  test.each(spellings)('bytes that are no UTF-8 exit with 64 rather than look at another file: %s', async (words) => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'a\ufffd'), '');
    const script = `p=$(printf "file://$0/a\\377"); exec "$@" ${words}`;
    const { code, stdout, stderr } = await start([], { program: ['sh', '-c', script, folder, ...program()] }).outcome;
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toMatch(/^startgate: argument \d is not UTF-8, got "file:.*": write its bytes as UTF-8\n$/u);
  });

  test('a usage error shows what controls a terminal as its number', async () => {
    const { code, stderr } = await runProgram(['wait', 'tcp://\u001b]0;x\u0007:1\n']);
    expect([code, stderr]).toEqual([64, 'startgate: "\\u001b]0;x\\u0007" is no host name in "tcp://\\u001b]0;x\\u0007:1\\u000a"\n']);
  });

  test('is a drop-in as /entrypoint, with the flags of other waiters', async () => {
    const port = await httpServer((_, response) => response.end());
    const path = join(tempFolder(), 'entrypoint');
    const [file, script] = program();
    symlinkSync(script ?? file, path);
    const args = ['wait', '--url', `http://localhost:${port}/healthz/ready`, '--timeoutSeconds=5', '--periodMillis', '500', '--requestTimeoutMillis', '500'];
    const outcome = await start(args, { program: script === undefined ? [path] : [file, path] }).outcome;
    expect(outcome.code).toBe(0);
  });
});

describe('a target opens', () => {
  test('http, when the status becomes 2xx', async () => {
    let count = 0;
    const port = await httpServer((_, response) => {
      response.statusCode = ++count < 4 ? 503 : 204;
      response.end('secret');
    });
    const { code, stderr } = await runProgram(['wait', `db=http://localhost:${port}/ready`]);
    expect([code, stderr.replace(/\d+ ms/, 'N ms')]).toEqual([0, 'startgate: waiting for db: http 503\nstartgate: db is open\nstartgate: all gates are passed after N ms\n']);
  });

  test('http, held until it is ready', async () => {
    const asked: (string | undefined)[] = [];
    const port = await httpServer((request, response) => {
      asked.push(request.headers.prefer as string | undefined);
      if (asked.length === 1) response.writeHead(503, { 'Startgate-Status': 'starting', 'Startgate-Reason': 'loading configuration' }).end();
      else setImmediate(() => response.writeHead(200, { 'Startgate-Status': 'ready' }).end());
    });
    const { code, stderr } = await runProgram(['wait', `db=http://127.0.0.1:${port}/ready`]);
    expect(code).toBe(0);
    expect(asked).toEqual([undefined, 'wait=10']);
    expect(stderr).toContain('startgate: waiting for db: http 503, loading configuration\n');
  });

  test('http on ::1 alone, as localhost', async () => {
    const { createServer } = await import('node:http');
    const server = createServer((_, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, '::1', resolve));
    const { port } = server.address() as net.AddressInfo;
    const outcomes = await Promise.all(['localhost', '[::1]'].map((host) => runProgram(['wait', `http://${host}:${port}/`])));
    server.close();
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
  });

  test('http as localhost, when our sidecar on 127.0.0.1 is ready, whatever another server on ::1 says', async () => {
    let ready = false;
    const port = await httpServer((_, response) => {
      response.writeHead(ready ? 200 : 503, { 'Startgate-Status': ready ? 'ready' : 'starting' }).end();
    });
    const { createServer } = await import('node:http');
    const stranger = createServer((_, response) => response.end());
    await new Promise<void>((resolve) => stranger.listen(port, '::1', resolve));
    const running = start(['wait', `x=http://localhost:${port}/`]);
    await running.says('waiting for x: http 503');
    ready = true;
    const { code, stderr } = await running.outcome;
    stranger.close();
    const said = ['waiting for x: http 503', 'x is open', 'all gates are passed after N ms'].map((line) => `startgate: ${line}\n`);
    expect([code, stderr.replace(/\d+ ms/, 'N ms')]).toEqual([0, said.join('')]);
  });

  test('tcp, a unix socket, and http over it', async () => {
    const path = join(tempFolder(), 'a.sock');
    await httpServer((request, response) => {
      response.statusCode = request.url === '/ready?x=y' ? 200 : 404;
      response.end();
    }, path);
    const port = await tcpServer(() => undefined);
    const { code } = await runProgram(['wait', `tcp://127.0.0.1:${port}`, `unix://${path}`, `unix://${path}:/ready?x=y`]);
    expect(code).toBe(0);
  });

  test('file, as soon as it is there', async () => {
    const path = join(tempFolder(), 'ready');
    const running = start(['wait', `x=file://${path}`]);
    await running.says('waiting for x: no such file');
    writeFileSync(path, '');
    expect((await running.outcome).code).toBe(0);
  });

  test('exec, when it exits with 0', async () => {
    const path = join(tempFolder(), 'ready');
    const running = start(['wait', `x=exec:${JSON.stringify(['test', '-e', path])}`]);
    await running.says('waiting for x: exit 1');
    writeFileSync(path, '');
    expect((await running.outcome).code).toBe(0);
  });

  test('grpc, when the server and when one service is SERVING', async () => {
    let count = 0;
    const port = await grpcServer((service) => (service === 'late' && ++count < 3 ? 2 : 1));
    const { code, stderr } = await runProgram(['wait', `all=grpc://localhost:${port}`, `late=grpc://localhost:${port}/late`]);
    expect(code).toBe(0);
    expect(stderr).toContain('startgate: waiting for late: grpc NOT_SERVING\n');
  });

  test('more than 256 at once', async () => {
    const port = await tcpServer((socket) => socket.end());
    const { code } = await runProgram(['wait', ...Array.from({ length: 300 }, (_, index) => `t${index}=tcp://127.0.0.1:${port}`)]);
    expect(code).toBe(0);
  });
});

test('a server that is not ready is asked again and again over one connection, a second long', async () => {
  const connections = new Set<net.Socket>();
  let requests = 0;
  const port = await httpServer((request, response) => {
    connections.add(request.socket);
    requests++;
    response.writeHead(503).end('busy');
  });
  expect((await runProgram(['wait', '--timeout=900ms', '--max-interval=10ms', `http://127.0.0.1:${port}/`])).code).toBe(69);
  expect([requests > 10, connections.size]).toEqual([true, 1]);
});

describe('a target stays closed', () => {
  test.each<[string, string, (socket: net.Socket) => void]>([
    ['is silent', `no answer within ${REQUEST_TIMEOUT}`, () => undefined],
    ['resets', 'connection reset', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['ends at once', 'connection ended without an answer', (socket) => socket.once('data', () => socket.end())],
    ['ends in the header', 'connection ended without an answer', (socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nA: b'))],
    ['speaks another language', 'the answer is not HTTP/1, or its header is too long', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
    ['sends NUL bytes', 'the answer is not HTTP/1, or its header is too long', (socket) => socket.end('HTTP/1.1 200 OK\r\nA: \0\r\n\r\n')],
    ['sends a header of 16 KiB', 'the answer is not HTTP/1, or its header is too long', (socket) => socket.end(`HTTP/1.1 200 OK\r\nA: ${'x'.repeat(16_384)}\r\n\r\n`)],
    ['redirects', 'http 302', (socket) => socket.end('HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n')],
    ['says 103 first', 'http 404', (socket) => socket.end('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 404 No\r\n\r\n')],
  ])('when a server of http %s', async (_, reason, listener) => {
    const port = await tcpServer(listener);
    expect(await reasonFor(`http://127.0.0.1:${port}/`)).toBe(reason);
  });

  test('when a server of http sends a header without end', async () => {
    const port = await tcpServer((socket) => endless(socket, 'A: b\r\n', 'HTTP/1.1 200 OK\r\n'));
    // To send and to look at 16 KiB of short lines takes an emulator its time.
    expect(await reasonFor(`http://127.0.0.1:${port}/`, { timeout: '6s', requestTimeout: '5s' })).toBe('the answer is not HTTP/1, or its header is too long');
  });

  test('when nobody listens', async () => {
    const port = await freePort();
    expect(await reasonFor(`http://localhost:${port}/`)).toBe('connection refused');
    expect(await reasonFor(`tcp://127.0.0.1:${port}`)).toBe('connection refused');
  });

  test.each([
    [undefined, '', 'grpc UNIMPLEMENTED, no health service'],
    [2, '', 'grpc NOT_SERVING'],
    [0, '', 'grpc UNKNOWN'],
    [null, '/nobody', 'grpc NOT_FOUND, no such service'],
  ])('when grpc health is %j for "%s"', async (health, path, reason) => {
    const port = await grpcServer(health === undefined ? undefined : () => health ?? undefined);
    expect(await reasonFor(`grpc://127.0.0.1:${port}${path}`)).toBe(reason);
  });

  test('when a server of http is asked for grpc', async () => {
    const port = await httpServer((_, response) => response.end());
    expect(await reasonFor(`grpc://127.0.0.1:${port}`)).toBe('the answer is no gRPC');
  });

  test('when a command hangs', async () => {
    expect(await reasonFor('exec:["sleep","60"]')).toBe(`no answer within ${REQUEST_TIMEOUT}`);
  });

  test('but http opens for a body without end', async () => {
    const port = await tcpServer((socket) => endless(socket, 'x'.repeat(1000), 'HTTP/1.1 200 OK\r\n\r\n'));
    expect((await runProgram(['wait', `http://127.0.0.1:${port}/`])).code).toBe(0);
  });

  test('and a failure of our own sidecar ends the wait at once', async () => {
    const port = await httpServer((_, response) => response.writeHead(503, { 'Startgate-Status': 'failed', 'Startgate-Reason': 'no license' }).end());
    const { code, stderr } = await runProgram(['wait', '--timeout=1h', `db=http://127.0.0.1:${port}/`]);
    expect([code, stderr]).toEqual([69, 'startgate: db failed: http 503, no license; giving up\n']);
  });
});

/** Sends the same again and again, for as long as somebody reads. */
function endless(socket: net.Socket, text: string, first: string): void {
  socket.write(first);
  const more = (): void => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on('drain', more);
  more();
}

describe('reports', () => {
  test('are JSON when asked for', async () => {
    const port = await tcpServer(() => undefined);
    const { stderr } = await runProgram(['wait', '--log-format=json', `db=tcp://127.0.0.1:${port}`]);
    const events = stderr.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
    expect(events).toEqual([{ event: 'open', target: 'db' }, { event: 'all-open', waitedMs: expect.any(Number) as number }]);
  });

  test('leave a termination message', async () => {
    const path = join(tempFolder(), 'log');
    writeFileSync(path, '');
    await runProgram(['wait', '--timeout=2s', 'db=exec:["false"]'], { env: { STARTGATE_TERMINATION_LOG: path } });
    expect(readFileSync(path, 'utf8')).toBe('startgate: db is still closed after 2s: exit 1; giving up');
  });

  test('need nobody who listens: with stdin, stdout and stderr closed a gate works the same', async () => {
    const [file, ...first] = program();
    const { spawn } = await import('node:child_process');
    const port = await tcpServer(() => undefined);
    const code = await new Promise((resolve) => {
      spawn('sh', ['-c', 'exec "$@" <&- >&- 2>&-', 'sh', file, ...first, 'wait', `tcp://127.0.0.1:${port}`], { stdio: 'ignore' }).once('exit', resolve);
    });
    expect(code).toBe(0);
  });

  test('need nobody who reads on: a closed pipe does not end the wait', async () => {
    const path = join(tempFolder(), 'ready');
    const running = start(['wait', `x=file://${path}`]);
    await running.says('waiting for x');
    running.child.stderr?.destroy();
    writeFileSync(path, '');
    expect((await running.outcome).code).toBe(0);
  });
});

describe('a guard', () => {
  test('hands on arguments, input, output and the code of its command', async () => {
    const running = start(['exec', '--wait', 'file:///', '--', 'sh', '-c', 'cat; echo "$1" >&2; exit 7', 'sh', ' a "b" é '], { stdio: ['pipe', 'pipe', 'pipe'] });
    running.child.stdin?.end('input');
    const { code, stdout, stderr } = await running.outcome;
    expect([code, stdout]).toEqual([7, 'input']);
    expect(Buffer.from(stderr, 'latin1').toString()).toContain(' a "b" é \n');
  });

  test('exits with 128+n when a signal ends its command', async () => {
    // A guard that became its command is ended by the signal itself, which every parent counts the same.
    const { code, signal } = await runProgram(['exec', '--wait', 'file:///', '--', 'sh', '-c', 'kill -9 $$']);
    expect([code, signal]).toEqual(isNodeBuild ? [137, null] : [null, 'SIGKILL']);
  });

  test('exits with 127 or 126 when its command is not there or not runnable', async () => {
    const missing = await runProgram(['exec', '--wait', 'file:///', '--', '/nowhere']);
    const refused = await runProgram(['exec', '--wait', 'file:///', '--', '/etc/passwd']);
    expect([missing.code, missing.stderr.split('\n').at(-2)]).toEqual([127, 'startgate: can\'t run "/nowhere": not found']);
    expect([refused.code, refused.stderr.split('\n').at(-2)]).toEqual([126, 'startgate: can\'t run "/etc/passwd": permission denied']);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('ends at once at %s while it waits, and never starts its command', async (signal, code) => {
    const running = start(['exec', '--wait', 'x=file:///nowhere', '--', 'echo', 'started']);
    await running.says('waiting for x');
    running.kill(signal);
    const outcome = await running.outcome;
    expect([outcome.code, outcome.stdout, outcome.stderr.split('\n').at(-2)]).toEqual([code, '', `startgate: ended by signal ${code - 128} while waiting`]);
  });

  test('hands signals on to its command, which decides', async () => {
    const running = start(['exec', '--wait', 'file:///', '--', 'sh', '-c', 'trap "echo usr1" USR1; trap "echo term; exit 5" TERM; echo up; while :; do sleep 0.01; done']);
    await running.says('up');
    running.kill('SIGUSR1');
    await running.says('usr1');
    running.kill('SIGTERM');
    expect((await running.outcome).code).toBe(5);
  });

  test('signals the command alone, or with --group everybody in it', async () => {
    const stop = join(tempFolder(), 'stop');
    const child = `trap "echo child; exit" TERM; echo up; while ! test -e ${stop}; do sleep 0.01; done`;
    const command = ['sh', '-c', 'trap "echo parent" TERM; sh -c "$1" & wait; wait; echo end', 'sh', child];
    const together = start(['exec', '--group', '--wait', 'file:///', '--', ...command]);
    await together.says('up');
    together.kill('SIGTERM');
    expect((await together.outcome).stdout.trimEnd().split('\n').sort()).toEqual(['child', 'end', 'parent', 'up']);
    const alone = start(['exec', '--wait', 'file:///', '--', ...command]);
    await alone.says('up');
    alone.kill('SIGTERM');
    await alone.says('parent');
    writeFileSync(stop, '');
    expect((await alone.outcome).stdout).toBe('up\nparent\nend\n');
  });

  test('starts its command when disabled, and prints the reason', async () => {
    const { code, stdout, stderr } = await runProgram(['exec', '--wait', 'file:///nowhere', '--', 'echo', 'hi'], { env: { STARTGATE_DISABLED: 'incident 7' } });
    expect([code, stdout, stderr]).toEqual([0, 'hi\n', 'startgate: disabled, every gate is open: incident 7\n']);
  });
});

describe('steps', () => {
  function step(
  state: string, name: string, before: string | undefined, script: string, options: readonly string[] = [], args: readonly string[] = [],
): ReturnType<typeof start> {
    const message = join(state, `${name}.message`);
    writeFileSync(message, '');
    const gate = before === undefined ? [] : ['--wait', `${before}=succeeded`, '--on-timeout', 'block'];
    return start(['exec', '--name', name, '--state', state, '--step', ...options, ...gate, '--', 'sh', '-c', script, ...args], { env: { STARTGATE_TERMINATION_LOG: message, RESULT: 'v=$(steps.one.results.word)' } });
  }

  function outcomes(state: string, names: readonly string[]): string[] {
    return names.map((name) => (JSON.parse(readFileSync(join(state, `${name}.message`), 'utf8')) as { outcome: string }).outcome);
  }

  const NAMES = ['one', 'two', 'three'];

  test('run one after another, whichever is there first', async () => {
    const state = tempFolder();
    const log = join(state, 'log');
    const running = [step(state, 'three', 'two', `echo three >> ${log}`), step(state, 'two', 'one', `echo two >> ${log}`), step(state, 'one', undefined, `echo one >> ${log}`)];
    expect((await Promise.all(running.map(({ outcome }) => outcome))).map(({ code }) => code)).toEqual([0, 0, 0]);
    expect([readFileSync(log, 'utf8'), outcomes(state, NAMES)]).toEqual(['one\ntwo\nthree\n', ['succeeded', 'succeeded', 'succeeded']]);
  });

  test('behind one that failed are all skipped, and its code is the only one', async () => {
    const state = tempFolder();
    const running = [step(state, 'one', undefined, 'exit 3'), step(state, 'two', 'one', 'echo never'), step(state, 'three', 'two', 'echo never')];
    const ended = await Promise.all(running.map(({ outcome }) => outcome));
    expect(ended.map(({ code, stdout }) => [code, stdout])).toEqual([[3, ''], [0, ''], [0, '']]);
    expect(outcomes(state, NAMES)).toEqual(['failed', 'skipped', 'skipped']);
  });

  test('hand results on as arguments and variables, as they are', async () => {
    const state = tempFolder();
    const running = [
      step(state, 'one', undefined, `printf 'a "b" $HOME\\n é\\n' > ${state}/one/results/word`),
      step(state, 'two', 'one', 'printf "%s|%s" "$1" "$RESULT"', ['--use', 'one.word', '--env', 'RESULT'], ['sh', '<$(steps.one.results.word)>']),
    ];
    const [, two] = await Promise.all(running.map(({ outcome }) => outcome));
    expect(Buffer.from(two!.stdout, 'latin1').toString()).toBe('<a "b" $HOME\n é>|v=a "b" $HOME\n é');
  });

  test('leave their results in the message as text', async () => {
    const state = tempFolder();
    await step(state, 'one', undefined, `echo 'é "x"' > ${state}/one/results/word`).outcome;
    expect(JSON.parse(readFileSync(join(state, 'one.message'), 'utf8'))).toMatchObject({ outcome: 'succeeded', results: { word: 'é "x"' } });
  });

  test('that run too long are stopped, and end with 124', async () => {
    const state = tempFolder();
    expect((await step(state, 'one', undefined, 'exec sleep 600', ['--run-timeout', '50ms']).outcome).code).toBe(124);
    expect(JSON.parse(readFileSync(join(state, 'one.message'), 'utf8'))).toMatchObject({ outcome: 'failed', exitCode: 124, reason: 'ran longer than 50ms' });
  });

  test('end at SIGTERM: the one that runs as it likes, those that wait at once', async () => {
    const state = tempFolder();
    const running = [step(state, 'one', undefined, 'trap "exit 5" TERM; echo up; while :; do sleep 0.01; done'), step(state, 'two', 'one', 'echo never')];
    await running[0]!.says('up');
    await running[1]!.says('waiting for one=succeeded');
    running[1]!.kill('SIGTERM');
    const waiting = await running[1]!.outcome;
    running[0]!.kill('SIGTERM');
    expect([waiting.code, waiting.stdout, (await running[0]!.outcome).code]).toEqual([143, '', 5]);
    expect(outcomes(state, ['one', 'two'])).toEqual(['cancelled', 'cancelled']);
  });

  test('behind one that is killed while it waits are skipped, and say why', async () => {
    const state = tempFolder();
    const running = [step(state, 'one', undefined, 'exec sleep 600'), step(state, 'two', 'one', 'echo never'), step(state, 'three', 'two', 'echo never')];
    await running[1]!.says('waiting for one=succeeded');
    await running[2]!.says('waiting for two=succeeded');
    running[1]!.kill('SIGKILL');
    const three = await running[2]!.outcome;
    running[0]!.kill('SIGTERM');
    await running[0]!.outcome;
    expect([three.code, JSON.parse(readFileSync(join(state, 'three.message'), 'utf8'))])
      .toEqual([0, { step: 'three', outcome: 'skipped', exitCode: 0, reason: 'two=succeeded failed: ended while it waited; giving up', durationMs: 0 }]);
  });
});

describe('states', () => {
  test('open the gates of other containers: started, completed, succeeded', async () => {
    const state = tempFolder();
    const stop = join(state, 'stop');
    const migrate = start(['exec', '--name=migrate', '--state', state, '--', 'sh', '-c', `while ! test -e ${stop}; do sleep 0.01; done`]);
    const started = await runProgram(['wait', '--state', state, 'migrate=started']);
    const succeeded = start(['wait', '--state', state, 'migrate=succeeded', 'migrate=completed']);
    await succeeded.says('waiting for migrate=succeeded: still runs');
    writeFileSync(stop, '');
    expect([started.code, (await succeeded.outcome).code, (await migrate.outcome).code]).toEqual([0, 0, 0]);
    expect((await runProgram(['status', '--state', state])).stdout).toMatch(/^migrate: ended, exit 0\n$/);
  });

  test('tell that a guard was killed: completed is open, succeeded failed', async () => {
    const state = tempFolder();
    const migrate = start(['exec', '--name=migrate', '--state', state, '--', 'sh', '-c', 'echo up; sleep 60'], { detached: true });
    await migrate.says('up');
    await runProgram(['wait', '--state', state, 'migrate=started']);
    process.kill(-(migrate.child.pid as number), 'SIGKILL');
    await migrate.outcome;
    expect((await runProgram(['wait', '--state', state, 'migrate=completed'])).code).toBe(0);
    const { code, stderr } = await runProgram(['wait', '--state', state, 'migrate=succeeded']);
    expect([code, stderr]).toEqual([69, 'startgate: migrate=succeeded failed: ended, nobody knows how; giving up\n']);
  });

  test('stop a guard that runs until a container has ended', async () => {
    const state = tempFolder();
    const proxy = start(['exec', '--state', state, '--until', 'app=completed', '--', 'sh', '-c', 'trap "echo stopped; exit 3" TERM; echo up; while :; do sleep 0.01; done']);
    await proxy.says('up');
    expect((await runProgram(['exec', '--name=app', '--state', state, '--', 'sh', '-c', 'exit 4'])).code).toBe(4);
    const { code, stdout } = await proxy.outcome;
    expect([code, stdout]).toEqual([0, 'up\nstopped\n']);
  });

  test('belong to one living guard', async () => {
    const state = tempFolder();
    const first = start(['exec', '--name=me', '--state', state, '--', 'sh', '-c', 'echo up; exec sleep 60']);
    await first.says('up');
    const second = await runProgram(['exec', '--name=me', '--state', state, '--', 'echo', 'never']);
    expect([second.code, second.stdout, second.stderr]).toEqual([69, '', `startgate: can't use the state in "${state}/me": another guard named "me" is running\n`]);
    first.kill('SIGTERM');
    expect((await first.outcome).code).toBe(143);
  });
});

test('a platform without TLS refuses https at once, and says what to write', async () => {
  const platform = new VirtualPlatform();
  expect(await runWithParts(platform, false, ['wait', 'tcp://a:1', 'https://a:443/?token=x'])).toBe(64);
  expect([platform.error, platform.dialled]).toEqual([
    'startgate: https needs the waiter on Node, got "https://a:443/": write http or tcp to a port without TLS, or let the kubelet ask with a startupProbe of scheme HTTPS\n',
    [],
  ]);
});

test('serve gets the arguments after it', async () => {
  expect(await runVirtual(new VirtualPlatform(), 'serve', 'a', 'b')).toBe(2);
});
