// The command line, as it is built, beside what it can't do without: parsing the YAML alone, and a Node that does nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { deployment, deployments, POLICY, unlikeDeployments } from './cli/manifests.mjs';
import { median } from './median.mjs';
import { inTurns } from './turns.mjs';

const PROGRAM = fileURLToPath(new URL('../lib/cli/main.mjs', import.meta.url));
const REFERENCE = fileURLToPath(new URL('cli/parse-alone.mjs', import.meta.url));
const WORKLOADS = 5000;

/** `check` of one large file beside its parsing, and two short calls beside `node -e 0`. */
export async function cliBench({ workloads = WORKLOADS, rounds = 9, starts = 31 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-bench-'));
  try {
    const [large, unlike, small, parse, policy] = ['large.yaml', 'unlike.yaml', 'small.yaml', 'parse-alone.mjs', 'policy.yaml']
      .map((name) => join(folder, name));
    writeFileSync(large, deployments(workloads));
    writeFileSync(unlike, unlikeDeployments(workloads));
    writeFileSync(small, deployment(0));
    writeFileSync(policy, POLICY);
    await bundle(REFERENCE, parse);
    const [documents, values, check] = await timesOf([[parse, large], [parse, large, 'values'], [PROGRAM, 'check', large]], rounds);
    const [unlikeDocuments, unlikeCheck] = await timesOf([[parse, unlike], [PROGRAM, 'check', unlike]], rounds);
    const [printed, apply] = await timesOf([[parse, large, 'print'], [PROGRAM, 'apply', '--policy', policy, large]], rounds);
    const [nothing, version, checkSmall] = await timesOf([['-e', '0'], [PROGRAM, '--version'], [PROGRAM, 'check', small]], starts);
    return {
      workloads,
      documentsMs: median(documents), valuesMs: median(values), checkMs: median(check),
      ratio: median(check.map((time, turn) => time / documents[turn])), valuesRatio: median(check.map((time, turn) => time / values[turn])),
      unlikeMs: median(unlikeCheck), unlikeRatio: median(unlikeCheck.map((time, turn) => time / unlikeDocuments[turn])),
      printedMs: median(printed), applyMs: median(apply), applyRatio: median(apply.map((time, turn) => time / printed[turn])),
      nothingMs: median(nothing), versionMs: median(over(version, nothing)), smallMs: median(over(checkSmall, nothing)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The parser in one file, as the program has it: loading it as many files would flatter the program. */
async function bundle(entry, outfile) {
  await build({
    entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'neutral', mainFields: ['module', 'main'], external: ['node:*'],
    target: 'node20.19', minifySyntax: true, minifyWhitespace: true, logLevel: 'error',
  });
}

/**
 * Milliseconds of each turn by call of Node, from its start to its end. The first turn, which finds nothing in the file cache,
 * does not count.
 */
async function timesOf(calls, turns) {
  await inTurns(calls, 1, milliseconds);
  return inTurns(calls, turns, milliseconds);
}

function milliseconds(args) {
  const started = performance.now();
  const { status, stderr, error } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', maxBuffer: 256 * 1024 * 1024,
  });
  const time = performance.now() - started;
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${error?.message ?? stderr}`);
  return time;
}

function over(times, base) {
  return times.map((time, turn) => time - base[turn]);
}

/** The rows of the section's table: what, measured, at most, met. */
export function cliRows({
  workloads, documentsMs, valuesMs, checkMs, ratio, valuesRatio, unlikeMs, unlikeRatio,
  printedMs, applyMs, applyRatio, nothingMs, versionMs, smallMs,
}) {
  const count = workloads.toLocaleString('en');
  return [
    [`\`check\` of ${count} workloads in one file, times parsing it to documents`, `${ratio.toFixed(2)} (${checkMs.toFixed(0)} ms, ${documentsMs.toFixed(0)} ms)`, '1.5', ratio <= 1.5],
    ['the same, times parsing it to values', `${valuesRatio.toFixed(2)} (${valuesMs.toFixed(0)} ms)`, '1.5', valuesRatio <= 1.5],
    ['`check` of as many of which no two are alike, times parsing them to documents', `${unlikeRatio.toFixed(2)} (${unlikeMs.toFixed(0)} ms)`, '1.5', unlikeRatio <= 1.5],
    [`\`apply\` of a policy to ${count} workloads in one file, times parsing and printing them`, `${applyRatio.toFixed(2)} (${applyMs.toFixed(0)} ms, ${printedMs.toFixed(0)} ms)`, '2', applyRatio <= 2],
    ['`--version` over `node -e 0`, ms', `${versionMs.toFixed(0)} (over ${nothingMs.toFixed(0)})`, '90', versionMs <= 90],
    ['`check` of one small file over it, ms', smallMs.toFixed(0), '150', smallMs <= 150],
  ].map(([what, measured, most, met]) => [what, measured, most, met ? 'yes' : 'no']);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(`${JSON.stringify(await cliBench(), null, 2)}\n`);
}
