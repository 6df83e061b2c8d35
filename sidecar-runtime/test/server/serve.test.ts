import { renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runServe } from '../../src/server/serve.ts';
import { SERVE_USAGE } from '../../src/server/serve-options.ts';
import { HttpExchange } from '../support/http-exchange.ts';
import { ManualTimers } from '../support/manual-timers.ts';
import { type NodeRun, runNode } from '../support/run-node.ts';
import { tempFolder } from '../support/temp-folder.ts';

const MAIN = new URL('../../dist/main.js', import.meta.url).pathname;

function startgateServe(...args: string[]): NodeRun {
  return runNode([MAIN, 'serve', '--host', '127.0.0.1', '--port', '0', ...args]);
}

async function urlOf(run: NodeRun): Promise<string> {
  return (await run.says(/listening on (http:\S+)/))[1] ?? '';
}

/** Whole at once: who writes into a file lets a reader see it empty. */
function replaceFile(path: string, text: string): void {
  const next = join(tempFolder(), 'next');
  writeFileSync(next, text);
  renameSync(next, path);
}

describe('the process', () => {
  test('says each change of state in one line, and ends with 0 at SIGTERM', async () => {
    const run = startgateServe('--ready-after', '1ms');
    const url = await urlOf(run);
    await run.says(/ready$/m);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    run.child.kill('SIGTERM');
    expect(await run.ended).toEqual({ code: 0, signal: null });
    const lines = run.stdout().trimEnd().split('\n').filter((line) => !line.includes('listening'));
    expect(lines).toEqual(['startgate: starting: loading configuration', 'startgate: ready', 'startgate: draining: got SIGTERM']);
    expect(run.stderr()).toBe('');
  });

  test('answers held requests at SIGTERM and then ends with 0', async () => {
    const run = startgateServe('--never-ready');
    const url = await urlOf(run);
    const exchange = await HttpExchange.open(Number(new URL(url).port));
    exchange.send('GET', '/ready', { Prefer: 'wait=60' });
    // The metrics are asked over another connection: it is held when they count it.
    while (!(await (await fetch(`${url}/metrics`)).text()).includes('\nstartgate_held_requests 1\n'));
    run.child.kill('SIGTERM');
    const { status, headers, body } = await exchange.answer();
    expect([status, headers.get('connection'), body]).toEqual([503, 'close', '{"status":"draining","reason":"got SIGTERM"}']);
    expect(await run.ended).toEqual({ code: 0, signal: null });
  });

  test('is ready when its configuration is good, and says what is wrong until then', async () => {
    const path = join(tempFolder(), 'app.yaml');
    writeFileSync(path, 'a: [');
    const run = startgateServe('--config', path);
    const url = await urlOf(run);
    const [, reason] = await run.says(/starting: (.*not YAML.*)$/m);
    const answer = (await (await fetch(`${url}/ready`)).json()) as object;
    expect(answer).toEqual({ status: 'starting', reason });
    replaceFile(path, 'a: [1]');
    await run.says(/ready$/m);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('\nstartgate_config_valid 1\n');
  });

  test.each([
    ['900 brackets', '['.repeat(900), 'nested deeper than the limit of 100 levels at line 1, column 101: write it flatter'],
    ['1,500 levels', `${'['.repeat(1500)}${']'.repeat(1500)}`, 'nested deeper than the limit of 100 levels at line 1, column 101: write it flatter'],
    ['too large', 'x'.repeat(1024 * 1024 + 1), 'larger than the limit of 1048576 bytes, got 1048577: is it the right file?'],
  ])('stays ready on its last good configuration when the file becomes %s', async (_, text, problem) => {
    const path = join(tempFolder(), 'app.yaml');
    writeFileSync(path, 'a: 1');
    const run = startgateServe('--config', path);
    const url = await urlOf(run);
    await run.says(/ready$/m);
    replaceFile(path, text);
    await run.complains(/bad configuration/);
    expect(run.stderr()).toBe(`startgate: bad configuration, the last good configuration stays in use: ${path}: ${problem}\n`);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    run.child.kill('SIGTERM');
    expect(await run.ended).toEqual({ code: 0, signal: null });
  });

  test('answers and ends at SIGTERM while a configuration keeps its parser busy', async () => {
    const path = join(tempFolder(), 'app.yaml');
    replaceFile(path, '"a" '.repeat(262_144));
    const run = startgateServe('--config', path);
    const url = await urlOf(run);
    expect((await fetch(`${url}/live`)).status).toBe(200);
    expect(await (await fetch(`${url}/ready`)).json()).toEqual({ status: 'starting', reason: 'loading configuration' });
    run.child.kill('SIGTERM');
    expect(await run.ended).toEqual({ code: 0, signal: null });
  });

  test.each([
    ['output', 'stdout', 'stderr'],
    ['error', 'stderr', 'stdout'],
  ] as const)('serves on when nobody reads its standard %s, and says so on the other', async (name, lost, other) => {
    const path = join(tempFolder(), 'app.yaml');
    writeFileSync(path, 'a: 1');
    const run = startgateServe('--config', path);
    const url = await urlOf(run);
    await run.says(/ready$/m);
    const closed = once(run.child[lost], 'close');
    run.child[lost].destroy();
    await closed;
    // Of standard output nothing is lost before the next change of state, of standard error before the next bad file.
    if (lost === 'stdout') void fetch(`${url}/none`).then(() => run.child.kill('SIGTERM'));
    else replaceFile(path, 'a: [');
    const told = new RegExp(`startgate: standard ${name} is lost \\(EPIPE\\): what belongs there is no longer told$`, 'm');
    await (other === 'stderr' ? run.complains(told) : run.says(told));
    // a second SIGTERM would not wait for an orderly end
    if (lost !== 'stdout') run.child.kill('SIGTERM');
    expect(await run.ended).toMatchObject({ code: 0, signal: null });
  });

  test('serves on when both are lost', async () => {
    const path = join(tempFolder(), 'app.yaml');
    writeFileSync(path, 'a: 1');
    const run = startgateServe('--config', path);
    const url = await urlOf(run);
    await run.says(/ready$/m);
    run.child.stdout.destroy();
    run.child.stderr.destroy();
    replaceFile(path, 'a: [');
    const problems = async (): Promise<boolean> => (await (await fetch(`${url}/metrics`)).text()).includes('startgate_config_valid 0\n');
    while (!(await problems()));
    run.child.kill('SIGTERM');
    expect(await run.ended).toEqual({ code: 0, signal: null });
  });

  test('drains when it is asked to, and still serves', async () => {
    const path = join(tempFolder(), 'drain.sock');
    const run = startgateServe('--drain', `unix://${path}`);
    const url = await urlOf(run);
    const exchange = await HttpExchange.open({ path });
    exchange.send('POST', '/drain', { 'Content-Length': '0' });
    expect((await exchange.answer()).status).toBe(202);
    expect(await (await fetch(`${url}/ready`)).text()).toBe('{"status":"draining","reason":"asked to drain"}');
    run.child.kill('SIGTERM');
    expect(await run.ended).toEqual({ code: 0, signal: null });
  });

  test('ends with 69 and one line when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const run = startgateServe('--port', String(port));
    expect(await run.ended).toEqual({ code: 69, signal: null });
    expect(run.stderr()).toBe(
      `startgate serve: cannot listen on http://127.0.0.1:${port} (EADDRINUSE): another process has port ${port}; ` +
        'containers of one Pod share their ports: stop it or choose another port\n',
    );
  });

  test('ends with 64 and one line when an option is unknown', async () => {
    const run = startgateServe('--prot', '1');
    expect(await run.ended).toEqual({ code: 64, signal: null });
    expect(run.stderr()).toBe(
      'startgate serve: unknown option "--prot" of startgate serve: it has --config, --ready-after, --never-ready, --port, --host, --drain, --help\n',
    );
  });
});

describe('without a process', () => {
  test('--help prints the usage', async () => {
    let out = '';
    expect(await runServe(['--help'], { out: (text) => (out += text) })).toBe(0);
    expect(out).toBe(SERVE_USAGE);
  });

  test('shows what controls a terminal in an option as its number', async () => {
    let err = '';
    expect(await runServe(['--port', '\u001b[2J'], { err: (text) => (err += text) })).toBe(64);
    expect(err).toBe('startgate serve: --port must be a whole number from 0 to 65535, got "\\u001b[2J"\n');
  });

  test('a taken draining address ends it with 69, and nothing is left running', async () => {
    const path = join(tempFolder(), 'drain.sock');
    writeFileSync(path, '');
    const timers = new ManualTimers();
    let err = '';
    const code = await runServe(['--ready-after', '10s', '--drain', `unix://${path}`], { out: () => undefined, err: (text) => (err += text), timers });
    expect(code).toBe(69);
    expect(err).toBe(`startgate serve: cannot listen on unix://${path} (EADDRINUSE): another process listens there, or the file is not a socket: choose another path\n`);
    expect(timers.pending).toBe(0);
  });
});
