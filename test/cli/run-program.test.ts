import { expect, test } from 'vitest';
import { ProgramError } from '../../src/cli/host';
import { runProgram } from '../../src/cli/run-program';

const node = (script: string): [string, string[]] => [process.execPath, ['-e', script]];

test('gives what a program prints, and its exit code', async () => {
  expect(await runProgram(...node('console.log("out"); console.error("error"); process.exitCode = 3;'))).toEqual({ code: 3, out: 'out\n', error: 'error\n' });
});

test('fails when the program is not on the path', async () => {
  await expect(runProgram('no-such-program', [])).rejects.toMatchObject({ kind: 'missing' });
});

test('fails when the program prints too much, even if it never ends', async () => {
  await expect(runProgram(...node('setInterval(() => console.log("x".repeat(1000)), 1)'), { bytes: 1024 * 1024 })).rejects.toThrow(new ProgramError('more than 1 MiB', 'too-much'));
});

test('fails when the program gives no answer, even if it ignores signals and a child holds its output', async () => {
  const script = 'process.on("SIGTERM", () => 0); require("child_process").spawn("sleep", ["2"], { stdio: "inherit" }); setInterval(() => 0, 1000)';
  await expect(runProgram(...node(script), { milliseconds: 300 })).rejects.toThrow(new ProgramError('no answer within 0.3 s', 'too-slow'));
});
