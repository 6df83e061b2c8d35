import { expect, test } from 'vitest';
import { imagesOf } from '../../../src/cli/lock/images-of';
import { workloadOf } from '../../../src/cli/order/workload';
import type { JsonObject } from '../../../src/private/manifest';

function images(spec: JsonObject): string[] {
  const value = { kind: 'Pod', metadata: { name: 'web' }, spec };
  return imagesOf(workloadOf({ file: 'web.yaml', document: 1, value, path: [], position: () => ({ line: 1, column: 1 }) })!);
}

test('an image without a command in the manifest is needed, in both lists', () => {
  expect(images({ initContainers: [{ name: 'proxy', image: 'proxy:1' }], containers: [{ name: 'app', image: 'app:1', args: ['--in'] }] })).toEqual(['proxy:1', 'app:1']);
});

test('an image with a command in the manifest is not needed', () => {
  expect(images({ containers: [{ name: 'app', image: 'app:1', command: ['/app'] }] })).toEqual([]);
});

test('an image behind a guard is needed: the guard has taken the place of its command', () => {
  const command = ['/run/startgate/bin/startgate', 'exec', '--wait', 'proxy=http://localhost:8080/ready', '--', '/app'];
  expect(images({ containers: [{ name: 'app', image: 'app:1', command }] })).toEqual(['app:1']);
});

test('a waiter is not needed', () => {
  const command = ['/startgate', 'wait', '--wait', 'proxy=http://localhost:8080/ready'];
  expect(images({ initContainers: [{ name: 'startgate-wait', image: 'startgate:1', command }], containers: [] })).toEqual([]);
});

test.each([undefined, ''])('a container whose image is %j has none', (image) => {
  expect(images({ containers: [{ name: 'app', ...(image === undefined ? {} : { image }) }] })).toEqual([]);
});
