import { expect, test } from 'vitest';
import { type Finding, formatErrors, formatWarning } from '../../src/private/finding';

const cycle: Finding = {
  id: 'cycle', severity: 'error', message: 'containers wait for each other: a -> b -> a', cure: 'remove one of these dependencies',
};
const noCheck: Finding = { id: 'no-check', severity: 'error', message: '"app" waits', cure: 'declare one' };

test('one error of one workload', () => {
  expect(formatErrors([{ path: 'shop/web/Resource', kind: 'Deployment', name: 'web', findings: [cycle] }])).toBe(
    `start order: 1 error in 1 workload

[shop/web/Resource] Deployment "web"
  error cycle: containers wait for each other: a -> b -> a
    cure: remove one of these dependencies`);
});

test('all errors of all workloads in one text', () => {
  expect(formatErrors([
    { path: 'shop/web/Resource', kind: 'Deployment', name: 'web', findings: [cycle, noCheck] },
    { path: 'shop/job', kind: 'Job', name: 'job', findings: [noCheck] },
  ])).toBe(
    `start order: 3 errors in 2 workloads

[shop/web/Resource] Deployment "web"
  error cycle: containers wait for each other: a -> b -> a
    cure: remove one of these dependencies
  error no-check: "app" waits
    cure: declare one

[shop/job] Job "job"
  error no-check: "app" waits
    cure: declare one`);
});

test('a warning is one line, which names the workload as an error does', () => {
  const workload = { path: 'shop/web/Resource', kind: 'Deployment', name: 'web' };
  expect(formatWarning(workload, { ...noCheck, severity: 'warning' })).toBe('[shop/web/Resource] Deployment "web" no-check: "app" waits; cure: declare one');
});
