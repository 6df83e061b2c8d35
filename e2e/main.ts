import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readReport, verdict } from '../scripts/lib/report.mjs';
import { benchCluster } from './bench/bench';
import { Cluster } from './cluster/cluster';
import { buildPrograms, useContainerd } from './cluster/programs';
import { checkRequirements } from './cluster/requirements';
import { readSettings } from './cluster/settings';
import { faultsShown, faultsSummary, readFaultResults } from './faults/fault-results';
import { loadImages } from './images/images';
import { parseOptions, USAGE, type Options } from './options';
import { VITEST, VITEST_CONFIG } from './paths';
import { writePresets } from './presets/presets-page';
import { checkPrograms, presetRecipes } from './presets/programs';
import { writeFaults, writeGuarantees } from './support/guarantees';
import { readResults, resultsFolder, summary } from './support/results';
import { requireScenarios, scenarioNames } from './support/scenario-names';

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function main(options: Options): Promise<number> {
  if (options.help) {
    say(USAGE);
    return 0;
  }
  checkRequirements();
  const settings = readSettings(options.kubernetes);
  const cluster = new Cluster(settings, say);
  if (options.down) {
    await cluster.down();
    return 0;
  }
  if (options.only !== '' && options.faults === undefined && !options.bench && !options.presets) requireScenarios(await scenarioNames(), options.only);
  if (options.presets) await checkPrograms();
  cluster.mustBeAlone();
  await buildPrograms(settings, say);
  await useContainerd(settings, say);
  if (!cluster.runs('kubelet')) {
    // what a run that was cut off has left
    await cluster.down();
    cluster.forget();
  }
  let played: Played = { code: 0, lines: [] };
  try {
    await cluster.startRuntime();
    await loadImages(settings, say);
    if (options.presets) await loadImages(settings, say, presetRecipes(settings));
    await cluster.startNode();
    if (options.bench) await benchCluster(cluster, say);
    else played = await play(cluster, options);
  } finally {
    if (!options.keep) await cluster.down();
  }
  for (const line of played.lines) say(line);
  return played.code;
}

interface Played {
  readonly code: number;
  /** What is said at the very end, the line `N passed, N failed` last. */
  readonly lines: readonly string[];
}

/** What is to be done on the node that runs. */
async function play({ settings }: Cluster, options: Options): Promise<Played> {
  rmSync(resultsFolder(settings), { recursive: true, force: true });
  mkdirSync(resultsFolder(settings), { recursive: true });
  const { code, remarks, summary: counts } = await vitest(join(settings.home, 'report.json'), options);
  if (options.presets) {
    if (code === 0 && options.only === '') await writePresets(settings.version);
  } else if (options.faults === undefined) {
    const results = readResults(settings);
    say(summary(results));
    if (code === 0 && options.only === '') writeGuarantees(settings.version, results.flatMap(({ cell }) => cell ?? []));
  } else {
    const shown = faultsShown(settings.version, options.seed, readFaultResults(settings));
    say(faultsSummary(options.faults, shown));
    if (code === 0 && options.only === '') writeFaults(shown);
  }
  return { code, lines: [...remarks, counts] };
}

/** The tests, in a process of their own: a run that is cut off still stops the node. */
function vitest(report: string, { only, faults, seed, kubernetes, presets }: Options): Promise<ReturnType<typeof verdict>> {
  const scenarios = presets ? ['presets.test.ts'] : ['scenarios.test.ts', ...(only === '' ? ['validation.test.ts'] : [])];
  const files = faults === undefined ? scenarios : ['faults.test.ts'];
  const environment = {
    ...process.env,
    E2E_ONLY: only,
    ...(kubernetes === undefined ? {} : { E2E_KUBERNETES: kubernetes }),
    // every hook that is drawn would warn of itself
    ...(faults === undefined ? {} : { E2E_FAULTS: `${faults}`, E2E_SEED: seed, NODE_OPTIONS: '--disable-warning=post-start-fails-open' }),
  };
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = [VITEST, 'run', '--config', VITEST_CONFIG, ...reporters, ...files];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit', env: environment });
    const forward = () => void child.kill('SIGINT');
    process.on('SIGINT', forward).on('SIGTERM', forward);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(verdict([readReport(report, code ?? 1)]));
    });
  });
}

async function start(): Promise<void> {
  try {
    process.exitCode = await main(parseOptions(process.argv.slice(2)));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}

void start();
