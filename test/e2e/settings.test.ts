import { expect, test } from 'vitest';
import { readSettings } from '../../e2e/cluster/settings';

const ENV = { E2E_HOME: '/srv/e2e', E2E_NODE_IP: '192.0.2.1' };

test.each([
  [undefined, 'v1.34.4'],
  ['1.29', 'v1.29.15'],
  ['1.33.2', 'v1.33.2'],
  ['v1.33.2', 'v1.33.2'],
])('"%s" means the version %s', (wanted, version) => {
  expect(readSettings(wanted, ENV)).toMatchObject({ version, programs: `/srv/e2e/programs/${version}` });
});

test('kubelets before 1.30 write the logs of Pods to one place only', () => {
  expect(readSettings('1.29', ENV).podLogs).toBe('/var/log/pods');
});

test('fails when the version is none', () => {
  expect(() => readSettings('1.x', ENV)).toThrow(new Error('--kubernetes must be one of 1.34, 1.29, 1.37, or a full version such as 1.33.2; got "1.x"'));
});

test('fails when the folder is too long for a unix socket', () => {
  const home = `/${'x'.repeat(60)}`;
  expect(() => readSettings(undefined, { ...ENV, E2E_HOME: home })).toThrow(
    new Error(`E2E_HOME must have at most 60 characters and no blanks, as it holds unix sockets; got "${home}"`),
  );
});
