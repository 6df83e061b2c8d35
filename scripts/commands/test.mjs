import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { foreground } from '../lib/exec.mjs';
import { CACHE, ROOT, SIDECAR, bin } from '../lib/paths.mjs';
import { readReport, verdict } from '../lib/report.mjs';
import { checkTypes, compileExamples, library, lint, mustRun, newestPeers, sidecar, writeApi } from '../lib/steps.mjs';

/** Installs, builds, lints, type-checks, runs every test, and ends with the line `N passed, N failed`. */
export async function run() {
  await mustRun(library, sidecar, newestPeers);
  await mustRun([lint], [checkTypes, writeApi, compileExamples]);

  const runs = [await vitest('root', ROOT), await vitest('sidecar-runtime', SIDECAR, '--coverage')];
  const { code, remarks, summary } = verdict(runs);
  process.stdout.write([...remarks, summary, ''].join('\n'));
  return code;
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {string[]} more options, such as the one that fails below the threshold of its configuration
 */
async function vitest(name, folder, ...more) {
  const report = join(CACHE, 'reports', `${name}.json`);
  rmSync(report, { force: true });
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...more];
  const code = await foreground(bin('vitest', folder), args, { cwd: folder });
  return readReport(report, code);
}
