// Ten steps one after another as the processes of ten guards, beside the same with a waiter that polls a file once a second.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './median.mjs';

const STEPS = 10;
const ROUNDS = 10;
/** From the shell's own start to its end: what a step says of itself. */
const COMMAND = 'date +%s.%N; exec date +%s.%N';
const NATIVE = fileURLToPath(new URL(`../sidecar-runtime/native/linux-${process.arch === 'arm64' ? 'arm64' : 'amd64'}/startgate`, import.meta.url));
const names = Array.from({ length: STEPS }, (_, index) => `step-${index}`);

/** The guard of a step. */
function guard(folder, name, before) {
  const gate = before === undefined ? [] : ['--wait', `${before}=succeeded`, '--on-timeout', 'block'];
  return [NATIVE, 'exec', '--name', name, '--state', folder, '--step', ...gate, '--', 'sh', '-c', COMMAND];
}

/** What polls: it looks for the file of the step before once a second, and leaves its own. */
function poller(folder, name, before) {
  const gate = before === undefined ? '' : `until [ -e ${folder}/${before} ]; do sleep 1; done; `;
  return ['sh', '-c', `${gate}sh -c '${COMMAND}'; : > ${folder}/${name}`];
}

/** Milliseconds between steps, and of the whole row, when all its processes are started at once. */
async function play(commandOf) {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-bench-'));
  const begin = Date.now();
  try {
    const times = await Promise.all(names.map(async (name, index) => {
      const [program, ...args] = commandOf(folder, name, names[index - 1]);
      const child = spawn(program, args, {
        stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, STARTGATE_TERMINATION_LOG: '/dev/null' },
      });
      let out = '';
      child.stdout.setEncoding('utf8').on('data', (text) => {
        out += text;
      });
      const [code] = await once(child, 'close');
      if (code !== 0) throw new Error(`${name} ended with ${code}`);
      return out.trim().split('\n').map((second) => Number(second) * 1000);
    }));
    return { gaps: times.slice(1).map(([started], index) => started - times[index][1]), whole: Date.now() - begin };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A row for each way: 10 rounds in turns. */
export async function stepsBench() {
  if (!existsSync(NATIVE) || readFileSync(NATIVE).length === 0) throw new Error('the native build is missing: run "npm run build:native" in sidecar-runtime first');
  const ways = [['`startgate exec --step`, native', guard], ['a shell that looks for a file once a second', poller]];
  const rounds = ways.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, [, commandOf]] of ways.entries()) rounds[index].push(await play(commandOf));
  }
  return ways.map(([name], index) => {
    const gaps = rounds[index].flatMap((round) => round.gaps).sort((a, b) => a - b);
    const whole = median(rounds[index].map((round) => round.whole));
    return { name, n: ROUNDS, gap: median(gaps), p95: gaps[Math.floor(gaps.length * 0.95)], whole };
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${JSON.stringify(await stepsBench())}\n`);
