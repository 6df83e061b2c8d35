// CPU time of synthesizing an app with start orders against the same app without, in processes that take turns.
import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { median } from './median.mjs';

const PROGRAM = fileURLToPath(new URL('synthesis-app.mjs', import.meta.url));
const COUNTS = [1, 100, 1000, 3000];
const ROUNDS = 7;

async function cpuMilliseconds(count, kind) {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, String(count), kind]);
  return Number(stdout);
}

/** For each number of Deployments: median CPU milliseconds without and with orders, and the median of the ratios round by round. */
export async function synthesisBench({ counts = COUNTS, rounds = ROUNDS } = {}) {
  const rows = [];
  for (const count of counts) {
    const plain = [];
    const gated = [];
    for (let round = 0; round < rounds; round++) {
      // which goes first changes, so that neither always finds the machine warm
      for (const kind of round % 2 === 0 ? ['plain', 'gated'] : ['gated', 'plain']) {
        (kind === 'plain' ? plain : gated).push(await cpuMilliseconds(count, kind));
      }
    }
    rows.push({ count, plain: median(plain), gated: median(gated), ratio: median(gated.map((value, round) => value / plain[round])) });
  }
  return rows;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const row of await synthesisBench()) process.stdout.write(`${JSON.stringify(row)}\n`);
}
