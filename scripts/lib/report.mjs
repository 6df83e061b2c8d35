import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped also a test that is only planned
 */

/**
 * What a test run did, as its own JSON report says.
 *
 * @param {string} file
 * @param {number} exitCode of the runner
 * @returns {Counts}
 */
export function readReport(file, exitCode) {
  if (!existsSync(file)) {
    throw new Error(`the test run ended with ${exitCode} and wrote no report to ${file}`);
  }
  /** @type {unknown} */
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const { testResults } = /** @type {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} */ (report);
  const statuses = testResults.flatMap(({ status, assertionResults }) =>
    // a file that could not be loaded has no tests, and is a failure
    assertionResults.length === 0 && status === 'failed' ? ['failed'] : assertionResults.map((test) => test.status),
  );
  const passed = statuses.filter((status) => status === 'passed').length;
  const failed = statuses.filter((status) => status === 'failed').length;
  return {
    passed,
    // an error outside every test, or a hook that failed
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: statuses.length - passed - failed,
  };
}

/**
 * The verdict over all runs: an exit code, and what to say besides the counts.
 *
 * @param {Counts[]} runs
 * @returns {{ code: number, remarks: string[], summary: string }}
 */
export function verdict(runs) {
  const sum = (/** @type {keyof Counts} */ key) => runs.reduce((total, run) => total + run[key], 0);
  const remarks = [];
  if (runs.length === 0 || runs.some((run) => run.passed + run.failed + run.skipped === 0)) {
    remarks.push('a test run had no tests');
  }
  if (sum('skipped') > 0) {
    remarks.push(`${sum('skipped')} skipped: a test runs, or it is deleted`);
  }
  return {
    code: sum('failed') > 0 || remarks.length > 0 ? 1 : 0,
    remarks,
    summary: `${sum('passed')} passed, ${sum('failed')} failed`,
  };
}
