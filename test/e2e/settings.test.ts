import { expect, test } from 'vitest';
import { readSettings } from '../../e2e/cluster/settings';

const ENV = { E2E_HOME: '/srv/e2e', E2E_NODE_IP: '192.0.2.1' };

test('each version has programs of its own', () => {
  expect(readSettings('1.29', ENV)).toMatchObject({ version: 'v1.29.15', minor: 29, programs: '/srv/e2e/programs/v1.29.15' });
});

test('kubelets before 1.30 write the logs of Pods to one place only', () => {
  expect(readSettings('1.29', ENV).podLogs).toBe('/var/log/pods');
});

test('fails when the folder is too long for a unix socket', () => {
  const home = `/${'x'.repeat(60)}`;
  expect(() => readSettings(undefined, { ...ENV, E2E_HOME: home })).toThrow(
    new Error(`E2E_HOME must have at most 60 characters and no blanks, as it holds unix sockets; got "${home}"`),
  );
});
