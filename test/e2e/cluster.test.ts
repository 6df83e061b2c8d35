import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Cluster } from '../../e2e/cluster/cluster';
import { startTime } from '../../e2e/cluster/daemon';
import { readSettings } from '../../e2e/cluster/settings';

/** A folder in which this very process passes for the etcd of a node that was left running. */
function withNodeOf(version: string, started: number): void {
  const home = mkdtempSync(join(tmpdir(), 'e2e-'));
  vi.stubEnv('E2E_HOME', home);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true });
  });
  mkdirSync(join(home, 'node', version, 'run'), { recursive: true });
  writeFileSync(join(home, 'node', version, 'run', 'etcd.pid'), `${process.pid} ${started}`);
}

const mine = startTime(process.pid)!;

test('fails when a node of another version was left running', () => {
  withNodeOf('v1.29.15', mine);
  expect(() => {
    new Cluster(readSettings('1.34')).mustBeAlone();
  }).toThrow(new Error(
    'a node of Kubernetes v1.29.15 runs on this machine, which has room for one: stop it with "npm run e2e -- --kubernetes v1.29.15 --down"',
  ));
});

test('a node of the same version may be there: it is used', () => {
  withNodeOf('v1.34.4', mine);
  expect(() => {
    new Cluster(readSettings('1.34')).mustBeAlone();
  }).not.toThrow();
});

test('a stranger that has the process id by now is none', () => {
  withNodeOf('v1.29.15', mine - 1);
  expect(() => {
    new Cluster(readSettings('1.34')).mustBeAlone();
  }).not.toThrow();
});
