import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, afterAll, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { livePod, running, RUNS, status } from '../cli/status/live';
import { runOnTerminal } from './terminal';

const PROGRAM = [process.execPath, join(ROOT, 'lib', 'cli', 'main.mjs')];
const PATH = process.env.PATH!;
const POD = livePod({ containers: [{ name: 'app', image: 'app:1' }], phase: 'Running', statuses: [status('app', running(5), RUNS)] });
const DUPLICATE = 'kind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: app, image: a }, { name: app, image: b }] }\n';

let folder: string;
let answer: string;
let manifest: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'startgate-terminal-'));
  answer = join(folder, 'answer');
  manifest = join(folder, 'web.yaml');
  writeFileSync(manifest, DUPLICATE);
  execFileSync('mkfifo', [answer]);
  // a kubectl that gives the Pod when somebody writes it into the pipe
  writeFileSync(join(folder, 'kubectl'), `#!/bin/sh\ncase "$2" in\n  events) echo '{"kind":"List","items":[]}' ;;\n  *) cat '${answer}' ;;\nesac\n`);
  chmodSync(join(folder, 'kubectl'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('while kubectl takes more than a second a terminal shows it, and nothing of it stays', async () => {
  let answered = false;
  const { code, text } = await runOnTerminal([...PROGRAM, 'status', 'web'], { PATH: `${folder}:${PATH}`, NO_COLOR: '1' }, (shown) => {
    if (answered || !shown.includes('asking kubectl')) return;
    answered = true;
    writeFile(answer, JSON.stringify(POD), (error) => { if (error !== null) throw error; });
  });
  expect(code).toBe(0);
  expect(text).toMatch(/^(?:\r\u001b\[Kasking kubectl, \d+ s)+\r\u001b\[KPod "web" in namespace "shop": open\r\n {2}open {5}app {2}runs, for .*\r\n$/u);
});

test('a terminal gets colours', async () => {
  const { code, text } = await runOnTerminal([...PROGRAM, 'check', manifest], { PATH });
  expect({ code, first: text.split('\r\n')[0] }).toEqual({
    code: 1,
    first: `\u001b[1m${manifest}:3:22\u001b[22m: \u001b[31merror\u001b[39m duplicate-container-name: 2 containers of the Pod have the name "app" \u001b[2m[Pod web]\u001b[22m`,
  });
});

test.each([['NO_COLOR', '1'], ['TERM', 'dumb']])('a terminal with %s=%s gets none', async (name, value) => {
  const { text } = await runOnTerminal([...PROGRAM, 'check', manifest], { PATH, [name]: value });
  expect(text).not.toContain('\u001b');
});
