import { expect, test } from 'vitest';
import { ContainerProcess } from '../../../examples/play/process';

/** A Node program as a container, and the lines that it prints. */
function run(program: string, onLine: (line: string) => void = () => undefined) {
  return new ContainerProcess([process.execPath, '-e', program], onLine);
}

test('its exit code is that of the program', async () => {
  expect(await run('process.exit(69)').exit).toBe(69);
});

test('every line of stdout and stderr is handed on before it has ended', async () => {
  const lines: string[] = [];
  await run('console.log("a\\nb"); console.error("c")', (line) => lines.push(line)).exit;
  expect(lines.sort()).toEqual(['a', 'b', 'c']);
});

test.each([
  ['SIGTERM', 143],
  ['SIGKILL', 137],
  ['SIGINT', 130],
])('a program that %s ends has the code %i', async (signal, code) => {
  expect(await run(`process.kill(process.pid, "${signal}"); setInterval(() => {}, 1000)`).exit).toBe(code);
});

test('stop asks it to end, and waits for its code', async () => {
  const stopped = await new Promise<number>((resolve, reject) => {
    const container = run('process.on("SIGTERM", () => process.exit(3)); console.log("started"); setInterval(() => {}, 1000)', () => {
      container.stop().then(resolve, reject);
    });
  });
  expect(stopped).toBe(3);
});

test('fails when the program does not exist', async () => {
  await expect(
    new ContainerProcess(['/no/such/program'], () => undefined).exit,
  ).rejects.toMatchObject({ message: 'spawn /no/such/program ENOENT' });
});
