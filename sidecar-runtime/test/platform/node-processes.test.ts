import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeProcesses, warmUp } from '../../src/platform/node-processes.ts';
import { Canceller } from '../../src/waiter/cancel.ts';
import { tempFolder } from '../support/temp-folder.ts';

const { run } = nodeProcesses([]);

describe('running', () => {
  test('tells a code or a signal', async () => {
    expect(await run(['sh', '-c', 'exit 3'], new Canceller())).toEqual({ kind: 'code', code: 3 });
    expect(await run(['sh', '-c', 'kill -9 $$'], new Canceller())).toEqual({ kind: 'signal', signal: 9 });
  });

  test('fails when the command is not found, or not runnable', async () => {
    await expect(run(['/nowhere'], new Canceller())).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(run(['/etc/passwd'], new Canceller())).rejects.toMatchObject({ code: 'EACCES' });
  });

  test('cancelling kills the command and all its children', async () => {
    const cancel = new Canceller();
    const pipe = join(tempFolder(), 'started');
    const work = run(['sh', '-c', `sleep 60 & touch ${pipe}; wait`], cancel);
    while (!existsSync(pipe)) await new Promise((resolve) => setImmediate(resolve));
    cancel.cancel();
    expect(await work).toEqual({ kind: 'signal', signal: 9 });
  });
});

describe('starting', () => {
  test('hands on the arguments from a place on', async () => {
    const child = await nodeProcesses(['exec', '--', 'sh', '-c', 'exit "$1"', 'sh', '7']).start(2, { group: false });
    expect(await child.exited).toEqual({ kind: 'code', code: 7 });
  });

  test('signals a child, and no longer once it has ended', async () => {
    const child = await nodeProcesses(['sleep', '60']).start(0, { group: false });
    child.kill(15);
    expect(await child.exited).toEqual({ kind: 'signal', signal: 15 });
    child.kill(15);
  });

  test('signals the group of a child that has one', async () => {
    const child = await nodeProcesses(['sh', '-c', 'sleep 60; exit 1']).start(0, { group: true });
    child.kill(15);
    expect(await child.exited).toEqual({ kind: 'signal', signal: 15 });
  });

  test('fails when the command is not found', async () => {
    await expect(nodeProcesses(['/nowhere']).start(0, { group: false })).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('fails when an argument was not UTF-8, rather than hand on another', async () => {
    await expect(nodeProcesses(['exec', 'echo', 'a\uFFFDb']).start(1, { group: false })).rejects.toMatchObject({
      code: 'EILSEQ',
      message: "argument 1 of the command is not UTF-8, which Node can't hand on: use the native waiter",
    });
  });
});

test('the warm-up starts nothing', async () => {
  expect(await warmUp()).toBe('ENOENT');
});

test('a result takes the place of an argument and of a variable', async () => {
  const replaced = { args: new Map([[3, Buffer.from('é')]]), environment: new Map([['REPLACED', Buffer.from('x')]]) };
  const child = await nodeProcesses(['sh', '-c', '[ "$0$REPLACED" = éx ]', 'old']).start(0, { group: false, replaced });
  expect(await child.exited).toEqual({ kind: 'code', code: 0 });
});

test('a result that is not UTF-8 is refused', async () => {
  const replaced = { args: new Map([[1, Uint8Array.of(0xff)]]), environment: new Map<string, Uint8Array>() };
  await expect(nodeProcesses(['echo', 'old']).start(0, { group: false, replaced })).rejects.toMatchObject({
    code: 'EILSEQ', message: "a result that it uses is not UTF-8, which Node can't hand on: use the native waiter",
  });
});
