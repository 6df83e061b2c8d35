import { describe, expect, test } from 'vitest';
import { escapeReferences, sharedPath, targetText, targetWords, type WaiterPlace, wordsText } from '../../src/private/check-target';
import type { VolumeMount } from '../../src/private/manifest';
import type { CheckModel, SingleCheck } from '../../src/private/model';
import type { ResolvedCheck } from '../../src/private/resolved-check';
import { READY } from './support';
import { TARGETS } from './targets';

function words(check: CheckModel, place: WaiterPlace = 'command', more: Partial<ResolvedCheck> = {}): string[] {
  return targetWords('proxy', { source: 'readyWhen', check, ...more }, place, []);
}

function http(options: Partial<Extract<SingleCheck, { kind: 'httpGet' }>>): SingleCheck {
  return { kind: 'httpGet', path: '/ready', port: 8080, tls: false, headers: [], listensOn: 'all', ...options };
}

describe('a target', () => {
  test.each<readonly [string, CheckModel]>([
    ['http://localhost:8080/ready', READY],
    ['https://localhost:8080/ready', http({ tls: true })],
    ['http://localhost:8080/ready', http({ listensOn: 'loopback' })],
    ['http://10.0.0.1:8080/ready', http({ host: '10.0.0.1' })],
    ['http://[fd00::1]:8080/ready', http({ host: 'fd00::1' })],
    ['http://localhost:8080/ready', http({ host: '' })],
    ['http://localhost:8080/ready?full=1', http({ path: '/ready?full=1' })],
    ['http://localhost:8080/ready', http({ path: 'ready' })],
    ['http://localhost:8080/ready', http({ path: '/ready#part' })],
    ['http://localhost:8080/a%20b%C3%BC', http({ path: '/a bü' })],
    ['http://[$(POD_IP)]:8080/ready', http({ listensOn: 'pod-ip' })],
    ...TARGETS,
  ])('%s', (text, check) => {
    expect([targetText(check), words(check)[0]]).toEqual([text, `proxy=${text}`]);
  });

  test('the address of the Pod comes from the variable that the container has', () => {
    expect(targetWords(
      'proxy', { source: 'readyWhen', check: http({ listensOn: 'pod-ip' }) }, 'command', [], 'MY_IP',
    )).toEqual(['proxy=http://[$(MY_IP)]:8080/ready']);
  });
});

describe('the options of a target', () => {
  test('a header is passed on', () => {
    expect(words(http({ headers: [{ name: 'Host', value: 'shop' }, { name: 'X-A', value: '1' }] }))).toEqual([
      'proxy=http://localhost:8080/ready', '--header', 'Host: shop', '--header', 'X-A: 1',
    ]);
  });

  test.each<[readonly number[], string]>([
    [[401], '401'], [[200, 401], '200,401'], [[200, 201, 204, 401, 402, 403], '200-201,204,401-403'],
  ])('the statuses %j are passed on', (statuses, text) => {
    expect(words(http({ statuses }))).toEqual(['proxy=http://localhost:8080/ready', '--status', text]);
  });

  test.each<SingleCheck>([READY, ...TARGETS.map(([, check]) => check)])('the times of an attempt are passed on: $kind', (check) => {
    expect(words({ ...check, timeoutMs: 3000, intervalMs: 1500 }).slice(1)).toEqual(['--request-timeout', '3s', '--interval', '1500ms']);
  });

  test('one second for an attempt is not said, since it is the default of the waiter', () => {
    expect(words({ ...READY, timeoutMs: 1000 })).toEqual(['proxy=http://localhost:8080/ready']);
  });
});

test('several checks are TARGETs of one name, each with its own options and the policy', () => {
  const check: CheckModel = { kind: 'all', checks: [http({ statuses: [401], headers: [{ name: 'X-A', value: '1' }] }), { kind: 'tcpSocket', port: 9090, listensOn: 'all', intervalMs: 5000 }] };
  expect(targetWords('proxy', { source: 'readyWhen', check }, 'command', ['--timeout', '60s'])).toEqual([
    'proxy=http://localhost:8080/ready', '--status', '401', '--header', 'X-A: 1', '--timeout', '60s',
    'proxy=tcp://localhost:9090', '--interval', '5s', '--timeout', '60s',
  ]);
  expect(wordsText(check)).toBe('http://localhost:8080/ready --status 401 and tcp://localhost:9090 --interval 5s');
});

describe('references', () => {
  const check = http({ path: '/$(HOME)', headers: [{ name: 'X-A', value: '$(B)' }] });

  test.each(['command', 'probe'] as const)('are escaped in a %s, where Kubernetes would expand them', (place) => {
    expect(words(check, place)).toEqual(['proxy=http://localhost:8080/$$(HOME)', '--header', 'X-A: $$(B)']);
  });

  test('stay as they are in a hook, where Kubernetes expands nothing', () => {
    expect(words(check, 'hook')).toEqual(['proxy=http://localhost:8080/$(HOME)', '--header', 'X-A: $(B)']);
  });

  test('of a probe\'s own command are still expanded when it runs in a probe', () => {
    expect(words(
      { kind: 'command', command: ['up', '$(PORT)'] }, 'probe', { source: 'livenessProbe' },
    )).toEqual(['proxy=exec:["up","$(PORT)"]']);
  });

  test('each one is escaped', () => {
    expect(escapeReferences('$(A) $ $(B) $$(C)')).toBe('$$(A) $ $$(B) $$$$(C)');
  });

  test('a doubled sign, which Kubernetes halves, is escaped too', () => {
    expect(escapeReferences('kill -0 $$ && echo $HOME $')).toBe('kill -0 $$$ && echo $HOME $');
  });
});

describe('a file of another container', () => {
  const mounting = (...mounts: VolumeMount[]): VolumeMount[] => mounts;
  const run = mounting({ name: 'run', mountPath: '/run/proxy' });

  test.each<[string, VolumeMount[], string | undefined]>([
    ['the same place', [{ name: 'run', mountPath: '/run/proxy' }], '/run/proxy/a/ready'],
    ['another place', [{ name: 'run', mountPath: '/shared' }], '/shared/a/ready'],
    ['a place with a slash at its end', [{ name: 'run', mountPath: '/shared/' }], '/shared/a/ready'],
    ['the root', [{ name: 'run', mountPath: '/' }], '/a/ready'],
    ['a folder of the volume', [{ name: 'run', mountPath: '/shared', subPath: 'a' }], '/shared/ready'],
    ['the file alone', [{ name: 'run', mountPath: '/ready', subPath: 'a/ready' }], '/ready'],
    ['a folder of the volume that it is not in', [{ name: 'run', mountPath: '/shared', subPath: 'ab' }], undefined],
    ['a folder with a name that is only known in the Pod', [{ name: 'run', mountPath: '/shared', subPathExpr: '$(POD_NAME)' }], undefined],
    ['another volume', [{ name: 'tmp', mountPath: '/run/proxy' }], undefined],
    ['nothing', [], undefined],
    [
      'the volume, with another one over the file',
      [{ name: 'run', mountPath: '/shared' }, { name: 'tmp', mountPath: '/shared/a' }],
      undefined,
    ],
  ])('is seen by a reader that mounts %s', (_what, mounts, path) => {
    expect(sharedPath('/run/proxy/a/ready', run, mounting(...mounts))).toBe(path);
  });

  test('is found through the folder of the volume that its owner mounts', () => {
    expect(sharedPath(
      '/run/ready', mounting({ name: 'run', mountPath: '/run', subPath: 'a/b' }), mounting({ name: 'run', mountPath: '/x', subPath: 'a' }),
    )).toBe('/x/b/ready');
  });

  test('is on the innermost volume of its owner', () => {
    const owner = mounting({ name: 'outer', mountPath: '/run' }, { name: 'inner', mountPath: '/run/proxy' });
    expect(sharedPath(
      '/run/proxy/ready', owner, mounting({ name: 'outer', mountPath: '/run' }, { name: 'inner', mountPath: '/in' }),
    )).toBe('/in/ready');
  });

  test('is seen by nobody else on the owner\'s own file system', () => {
    expect(sharedPath('/tmp/ready', run, run)).toBeUndefined();
  });

  test('is seen by nobody else beside a mount of a similar name', () => {
    expect(sharedPath('/run/proxy-2/ready', run, run)).toBeUndefined();
  });

  test('is seen by nobody else in a folder whose name is only known in the Pod', () => {
    expect(sharedPath('/run/ready', mounting({ name: 'run', mountPath: '/run', subPathExpr: '$(POD_NAME)' }), run)).toBeUndefined();
  });
});
