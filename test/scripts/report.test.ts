import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readReport, verdict } from '../../scripts/lib/report.mjs';

describe('readReport', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'startgate-report-'));
    file = join(folder, 'report.json');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function report(...files: { status: string; tests: string[] }[]) {
    const testResults = files.map(({ status, tests }) => ({ status, assertionResults: tests.map((test) => ({ status: test })) }));
    writeFileSync(file, JSON.stringify({ testResults }));
  }

  test('counts the tests of every file by their status', () => {
    report({ status: 'passed', tests: ['passed', 'passed', 'skipped'] }, { status: 'failed', tests: ['passed', 'failed', 'todo'] });
    expect(readReport(file, 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  test('counts a file that could not be loaded as one failure', () => {
    report({ status: 'passed', tests: ['passed'] }, { status: 'failed', tests: [] });
    expect(readReport(file, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('counts an error outside every test as one failure', () => {
    report({ status: 'passed', tests: ['passed'] });
    expect(readReport(file, 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('fails when the runner wrote no report', () => {
    expect(() => readReport(file, 7)).toThrow(new Error(`the test run ended with 7 and wrote no report to ${file}`));
  });
});

describe('verdict', () => {
  test('adds up the runs', () => {
    expect(verdict([
      { passed: 3, failed: 0, skipped: 0 }, { passed: 4, failed: 0, skipped: 0 },
    ])).toEqual({ code: 0, remarks: [], summary: '7 passed, 0 failed' });
  });

  test('fails when a test failed', () => {
    expect(verdict([{ passed: 3, failed: 1, skipped: 0 }])).toEqual({ code: 1, remarks: [], summary: '3 passed, 1 failed' });
  });

  test('fails when a test was skipped', () => {
    expect(verdict([{ passed: 3, failed: 0, skipped: 2 }])).toEqual({
      code: 1,
      remarks: ['2 skipped: a test runs, or it is deleted'],
      summary: '3 passed, 0 failed',
    });
  });

  test.each([
    [[]], [[{ passed: 3, failed: 0, skipped: 0 }, { passed: 0, failed: 0, skipped: 0 }]],
  ])('fails when a run had no tests: %j', (runs) => {
    expect(verdict(runs)).toMatchObject({ code: 1, remarks: ['a test run had no tests'] });
  });
});
