// CPU time of synthesizing an app under one policy against the same manifests written by hand, in processes that take turns.
import { execFile } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { instructionsOf } from './instructions.mjs';
import { median, medianBounds } from './median.mjs';
import { inTurns } from './turns.mjs';

const PROGRAM = fileURLToPath(new URL('policy-app.mjs', import.meta.url));
const COUNT = 1000;
const ROUNDS = 11;
const KINDS = ['plain', 'hand', 'policy'];

async function cpuMilliseconds(kind) {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, String(COUNT), kind]);
  return Number(stdout);
}

/**
 * Median CPU milliseconds of the Deployments alone, with sidecars by hand, and by a policy; ratios are medians of the ratios round by
 * round, with what bounds them at 95 %. Instructions are counted once; undefined without valgrind.
 */
export async function policyBench() {
  const [plain, hand, policy] = await inTurns(KINDS, ROUNDS, cpuMilliseconds);
  const [plainCount, handCount, policyCount] = await Promise.all(KINDS.map((kind) => instructionsOf(PROGRAM, [String(COUNT), kind])));
  const against = (name, base, count) => {
    const ratios = policy.map((value, round) => value / base[round]);
    return {
      name, base: median(base), policy: median(policy), ratio: median(ratios), bounds: medianBounds(ratios),
      instructions: count === undefined ? undefined : policyCount / count,
    };
  };
  return {
    count: COUNT, rounds: ROUNDS,
    rows: [against('the same manifests by hand', hand, handCount), against('without sidecars', plain, plainCount)],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.stdout.write(`${JSON.stringify(await policyBench(), undefined, 1)}\n`);
