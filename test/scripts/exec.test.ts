import { tmpdir } from 'node:os';
import { realpathSync } from 'node:fs';
import { expect, test } from 'vitest';
import { capture, mustCapture } from '../../scripts/lib/exec.mjs';

const node = (program: string, options = {}) => capture(process.execPath, ['-e', program], options);

test('keeps both outputs and the exit code', async () => {
  const { code, output } = await node('process.stdout.write("out\\n"); process.stderr.write("err\\n"); process.exitCode = 3');
  expect({ code, lines: output.split('\n').sort() }).toEqual({ code: 3, lines: ['', 'err', 'out'] });
});

test('gives 128+n for a program that a signal ended', async () => {
  expect(await node('process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)')).toEqual({ code: 143, output: '' });
});

test('runs in the folder and with the variables that are given', async () => {
  const folder = realpathSync(tmpdir());
  expect(await node('process.stdout.write(process.cwd() + " " + process.env.GREETING)', { cwd: folder, env: { GREETING: 'hello' } })).toEqual({
    code: 0,
    output: `${folder} hello`,
  });
});

test('fails when the program does not exist', async () => {
  await expect(capture('/no/such/program', [])).rejects.toThrow(new Error('cannot run /no/such/program: spawn /no/such/program ENOENT'));
});

test('gives what a program prints that must end with 0', async () => {
  expect(await mustCapture(process.execPath, ['-e', 'process.stdout.write("made\\n")'])).toBe('made\n');
});

test('fails when such a program ends with another exit code, and says what ran, how it ended and what it printed', async () => {
  const program = 'process.stderr.write("no space\\n"); process.exitCode = 3';
  await expect(mustCapture(process.execPath, ['-e', program], { cwd: '/' })).rejects.toThrow(
    new Error(`${process.execPath} -e ${program} ended with exit code 3 in /:\nno space`),
  );
});
