import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CHROMIUM, findChromium } from '../lib/chromium.mjs';
import { foreground } from '../lib/exec.mjs';
import { GO, isGo } from '../lib/go.mjs';
import { JAVA, isJava } from '../lib/java.mjs';
import { leftOut } from '../lib/left-out.mjs';
import { lackingParts, lacks, thisMachine } from '../lib/native.mjs';
import { CACHE, ROOT, SIDECAR, bin } from '../lib/paths.mjs';
import { readReport, verdict } from '../lib/report.mjs';
import { mustRun } from '../lib/step.mjs';
import { library, native, newestPeers, npmRegistry, sidecar, siteTools } from '../lib/steps/build.mjs';
import { checkTypes, lint } from '../lib/steps/checks.mjs';
import { buildSite, compileExamples, translateExamples, writeApi } from '../lib/steps/documents.mjs';
import { alertPrograms, pipePrograms, registryPrograms } from '../lib/steps/go-programs.mjs';
import { languagePackages } from '../lib/steps/packages.mjs';
import { testOptions } from '../lib/test-options.mjs';
import { release } from '../release/make.mjs';

/**
 * Installs, builds, lints, type-checks, runs every test, and ends with the line `N passed, N failed`. What a
 * machine can't do is left out, and that is said: the native build and its tests, the pictures and the site in a browser,
 * the image lock at a registry, the pipes of Helm and kustomize, the alerts, the programs in Java and Go, what a release uploads.
 *
 * @param {string[]} args
 */
export async function run(args) {
  const { quick, strict } = testOptions(args);
  return quick ? runQuick() : runAll(strict);
}

/** Of sidecar-runtime: tests that mostly wait, for processes, for time to pass, or for a load. */
const SLOW = ['test/cli.test.ts', 'test/faults/**', 'test/load/**', 'test/fuzz/program.test.ts'];

/**
 * What a person runs between two changes: no native build, no browser, no registry, no Helm, one version of the peers, nothing that is
 * packed, nothing that mostly waits.
 */
async function runQuick() {
  await mustRun(library, sidecar, newestPeers, siteTools);
  await mustRun([lint], [checkTypes]);
  const runs = [
    vitest('root', ROOT, '--project', 'lowest'),
    vitest('sidecar-runtime', SIDECAR, ...SLOW.flatMap((file) => ['--exclude', file])),
  ];
  return told(await Promise.all(runs), []);
}

/** @param {boolean} strict */
async function runAll(strict) {
  const machine = thisMachine();
  const withoutNative = leftOut('the native build and its tests', lacks(machine, strict), strict);
  const parts = withoutNative === undefined ? lackingParts(machine) : [];
  const withoutParts = parts.map(({ what, lacking }) => leftOut(what, lacking, strict));
  const ofBrowser = 'the tests of the pictures and of the site in a browser';
  const withoutBrowser = leftOut(ofBrowser, findChromium(process.env) === undefined ? [CHROMIUM] : [], strict);
  await mustRun(library, sidecar, newestPeers, siteTools);
  const ofGo = 'the tests of the image lock at a registry, of Helm and kustomize, of the alerts, and of the Go module';
  const withoutGo = leftOut(ofGo, isGo() ? [] : [GO], strict);
  const goPrograms = withoutGo === undefined ? [registryPrograms, pipePrograms, alertPrograms] : [];
  const withoutJava = leftOut('the tests of the Java package', isJava() ? [] : [JAVA], strict);
  const packages = languagePackages(withoutJava === undefined, withoutGo === undefined);
  const builds = [...(withoutNative === undefined ? [native] : []), ...goPrograms];
  await mustRun([lint], [checkTypes, writeApi, compileExamples, translateExamples, buildSite(), ...packages], builds);
  const withoutPackages = leftOut('the tests that install what a release uploads', [
    ...(withoutNative === undefined ? [] : ['what builds the native waiter']),
    ...(withoutGo === undefined ? [] : [GO]), ...(isJava() ? [] : [JAVA]),
  ], strict);
  if (withoutPackages === undefined) await mustRun(npmRegistry, [release]);
  const projects = [
    'lowest', 'newest', 'repository', 'site', 'languages', ...(withoutBrowser === undefined ? ['browser'] : []),
    ...(withoutGo === undefined ? ['registry', 'pipes', 'alerts'] : []),
  ];
  const excluded = [withoutJava === undefined ? [] : ['--exclude', 'test/languages/java.test.ts'], withoutGo === undefined ? [] : [
    '--exclude', 'test/languages/go.test.ts',
  ]].flat();

  const runs = [
    await vitest('root', ROOT, ...projects.flatMap((project) => ['--project', project]), ...excluded),
    await vitest('sidecar-runtime', SIDECAR, '--coverage'),
  ];
  if (withoutPackages === undefined) {
    // minutes: only where a change is judged
    const again = strict ? [] : ['--exclude', 'test/packages/reproducible.test.ts'];
    runs.push(await vitest('packages', ROOT, '--project', 'packages', ...again));
  }
  if (withoutNative === undefined) {
    runs.push(await vitest('native', SIDECAR, '--config', 'vitest.native.config.ts', ...parts.flatMap(({ without }) => without)));
  }
  // minutes: only where a change is judged
  if (withoutNative === undefined && strict) {
    runs.push(await vitest('hostile', SIDECAR, '--config', 'vitest.hostile.config.ts'));
    runs.push(await vitest('reproducible', SIDECAR, '--config', 'vitest.reproducible.config.ts'));
    runs.push(await reported('sanitized', SIDECAR, process.execPath, ['native/make/sanitize.mjs']));
  }
  return told(runs, [withoutNative, ...withoutParts, withoutBrowser, withoutGo, withoutJava, withoutPackages]);
}

/**
 * @param {import('../lib/report.mjs').Counts[]} runs
 * @param {(string | undefined)[]} omissions
 */
function told(runs, omissions) {
  const { code, remarks, summary } = verdict(runs);
  process.stdout.write([...omissions, ...remarks, summary, ''].filter((line) => line !== undefined).join('\n'));
  return code;
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {string[]} more options, such as the one that fails below the threshold of its configuration
 */
function vitest(name, folder, ...more) {
  return reported(name, folder, bin('vitest', folder), ['run', ...more]);
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {string} file a program that takes the options of vitest
 * @param {string[]} args
 */
async function reported(name, folder, file, args) {
  const report = join(CACHE, 'reports', `${name}.json`);
  rmSync(report, { force: true });
  const code = await foreground(file, [...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { cwd: folder });
  return readReport(report, code);
}
