import { expect, test } from 'vitest';
import { tempFolder } from './support/temp-folder.ts';
import { runProgram } from './support/program.ts';

test('install says that Node is not enough', async () => {
  const { code, stderr } = await runProgram(['install', tempFolder()]);
  expect([code, stderr]).toEqual([64, 'startgate: startgate install needs the native build: this one runs on Node, and a copy of it would not run in another image\n']);
});
