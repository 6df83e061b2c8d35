import { expect, test } from 'vitest';
import { isInOurFolder } from '../../src/private/pod-names';

test.each([
  '/run/startgate', '/run/startgate/', '/run/startgate/bin', '/run//startgate/./bin', '/run/x/../startgate', 'run/startgate',
])('%s is in our folder', (path) => {
  expect(isInOurFolder(path)).toBe(true);
});

test.each(['/run', '/run/startgate-data', '/var/run/startgate', '/run/startgate/../data', '/', ''])('%s is not in our folder', (path) => {
  expect(isInOurFolder(path)).toBe(false);
});
