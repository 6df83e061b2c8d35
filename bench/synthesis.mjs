// CPU time of synthesizing an app with start orders against the same app without, in processes that take turns.
import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { instructionsOf } from './instructions.mjs';
import { median } from './median.mjs';
import { inTurns } from './turns.mjs';

const PROGRAM = fileURLToPath(new URL('synthesis-app.mjs', import.meta.url));
const COUNTS = [1, 100, 1000, 3000];
const ROUNDS = 15;

async function cpuMilliseconds(count, kind) {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, String(count), kind]);
  return Number(stdout);
}

const KINDS = ['plain', 'gated', 'hand'];

/**
 * For each number of Deployments: median CPU milliseconds without and with orders, and with what an order writes written by hand; the
 * ratios to the first are medians of the ratios round by round. Instructions are counted once, as ratios; undefined without valgrind.
 */
export async function synthesisBench({ counts = COUNTS, rounds = ROUNDS } = {}) {
  const rows = [];
  for (const count of counts) {
    const [plain, gated, hand] = await inTurns(KINDS, rounds, (kind) => cpuMilliseconds(count, kind));
    const [instructions, ...others] = await Promise.all(KINDS.map((kind) => instructionsOf(PROGRAM, [String(count), kind])));
    const [gatedInstructions, byHandInstructions] = others.map((value) => instructions === undefined ? undefined : value / instructions);
    const ratio = (times) => median(times.map((value, round) => value / plain[round]));
    rows.push({ count, plain: median(plain), gated: median(gated), ratio: ratio(gated), byHand: ratio(hand), gatedInstructions, byHandInstructions });
  }
  return rows;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const row of await synthesisBench()) process.stdout.write(`${JSON.stringify(row)}\n`);
}
