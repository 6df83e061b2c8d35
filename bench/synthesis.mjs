// CPU time of synthesizing an app with start orders against the same app without, in processes that take turns.
import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { instructionsOf } from './instructions.mjs';
import { median, medianBounds } from './median.mjs';
import { inTurns } from './turns.mjs';

const PROGRAM = fileURLToPath(new URL('synthesis-app.mjs', import.meta.url));
/** By the number of Deployments. Times of a busy machine differ by a tenth, and the aim at 1,000 is to be told from that. */
const ROUNDS = new Map([[1, 15], [100, 15], [1000, 100], [3000, 15]]);

async function cpuMilliseconds(count, kind) {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, String(count), kind]);
  return Number(stdout);
}

const KINDS = ['plain', 'gated', 'hand'];

/**
 * For each number of Deployments: median CPU milliseconds without and with orders, and with what an order writes written by hand; the
 * ratios to the first are medians of the ratios round by round, that of orders with what bounds it at 95 %. Instructions are
 * counted once, as ratios; undefined without valgrind.
 */
export async function synthesisBench() {
  const rows = [];
  for (const [count, rounds] of ROUNDS) {
    const [plain, gated, hand] = await inTurns(KINDS, rounds, (kind) => cpuMilliseconds(count, kind));
    const [instructions, ...others] = await Promise.all(KINDS.map((kind) => instructionsOf(PROGRAM, [String(count), kind])));
    const [gatedInstructions, byHandInstructions] = others.map((value) => instructions === undefined ? undefined : value / instructions);
    const ratios = (times) => times.map((value, round) => value / plain[round]);
    const gatedRatios = ratios(gated);
    rows.push({
      count, rounds, plain: median(plain), gated: median(gated),
      ratio: median(gatedRatios), bounds: medianBounds(gatedRatios), byHand: median(ratios(hand)),
      gatedInstructions, byHandInstructions,
    });
  }
  return rows;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const row of await synthesisBench()) process.stdout.write(`${JSON.stringify(row)}\n`);
}
