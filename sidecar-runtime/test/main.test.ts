import { expect, test } from 'vitest';
import { runNode } from './support/run-node.ts';
import { tempFolder } from './support/temp-folder.ts';
import { runProgram } from './support/program.ts';

test('install says that Node is not enough', async () => {
  const { code, stderr } = await runProgram(['install', tempFolder()]);
  expect([code, stderr]).toEqual([64, 'startgate: startgate install needs the native waiter: this one runs on Node, and a copy of it would not run in another image\n']);
});

/** Loads a module that sends a signal to its process when that begins to load a file. */
function signalWhenLoading(signal: string, file: string): string {
  const hooks = `export async function resolve(specifier, context, next) {
    if (specifier.endsWith('/${file}')) process.kill(process.pid, '${signal}');
    return next(specifier, context);
  }`;
  const moduleOf = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`;
  return `--import=${moduleOf(`import { register } from 'node:module'; register(${JSON.stringify(moduleOf(hooks))});`)}`;
}

const MAIN = new URL('../dist/main.js', import.meta.url).pathname;

test.each([
  ['SIGTERM', 143, 'cli.js', 'wait'],
  ['SIGINT', 130, 'wait.js', 'wait'],
  ['SIGHUP', 129, 'guard.js', 'exec'],
  ['SIGQUIT', 131, 'node-stream.js', 'exec'],
] as const)('a waiter that gets %s ends with %d while it loads %s for %s', async (signal, code, file, command) => {
  const targets = command === 'wait' ? ['file:///'] : ['--wait', 'file:///', '--', 'echo', 'never'];
  const run = runNode([signalWhenLoading(signal, file), MAIN, command, ...targets]);
  expect(await run.ended).toEqual({ code, signal: null });
  expect(run.stdout()).toBe('');
});

test.each([
  ['SIGTERM', 'cli.js'],
  ['SIGINT', 'cli.js'],
  ['SIGTERM', 'serve.js'],
  ['SIGTERM', 'server.js'],
])('serve ends with 0 at %s while it loads %s', async (signal, file) => {
  const run = runNode([signalWhenLoading(signal, file), MAIN, 'serve', '--host', '127.0.0.1', '--port', '0']);
  expect(await run.ended).toEqual({ code: 0, signal: null });
});
