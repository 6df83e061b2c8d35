import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { livePod, running, RUNS, status } from '../cli/status/live';

const PROGRAM = fileURLToPath(new URL('../../lib/cli/main.mjs', import.meta.url));
const POD = JSON.stringify(livePod({
  containers: [{ name: 'app', image: 'app:1' }], phase: 'Running', statuses: [status('app', running(5), RUNS)],
}));

let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'startgate-status-'));
  // a program in the place of kubectl, which answers as the one of a cluster with one Pod; `env` finds Node beside it
  path = `${folder}:${dirname(process.execPath)}:/usr/bin:/bin`;
  writeFileSync(join(folder, 'kubectl'), [
    '#!/usr/bin/env node',
    'const [, , ...args] = process.argv;',
    `const pod = ${JSON.stringify(POD)};`,
    'if (args[1] === "events") console.log(\'{"kind":"List","items":[]}\');',
    'else if (args.join(" ") === "get pods web -n shop -o json --request-timeout=20s") console.log(pod);',
    'else { console.error(`Error from server (NotFound): pods "${args[2]}" not found`); process.exitCode = 1; }',
  ].join('\n'));
  chmodSync(join(folder, 'kubectl'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program that is shipped. */
function runBuilt(args: readonly string[], PATH: string, input = ''): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, 'status', ...args], { env: { PATH } });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

test('status asks the kubectl of the path', async () => {
  const { code, out, err } = await runBuilt(['web', '-n', 'shop'], path);
  expect({ code, err, out: out.replace(/for .*$/gmu, 'for …') }).toEqual({ code: 0, err: '', out: 'Pod "web" in namespace "shop": open\n  open     app  runs, for …\n' });
});

test('status says what kubectl says of a Pod that is not there', async () => {
  expect(await runBuilt(['gone', '-n', 'shop'], path)).toEqual({ code: 69, out: '', err: 'cdk8s-startgate: Error from server (NotFound): pods "gone" not found\n' });
});

test('status without kubectl says what to install', async () => {
  expect(await runBuilt(['web'], join(folder, 'nothing'))).toEqual({
    code: 69, out: '', err: 'cdk8s-startgate: "kubectl" is not on the path: install it (https://kubernetes.io/docs/tasks/tools/), or read a file with --from\n',
  });
});

test('status reads what was saved from stdin', async () => {
  expect(await runBuilt(['--from', '-'], '', POD)).toEqual({ code: 0, err: '', out: '1 Pod has no order and waits for nothing\n' });
});
