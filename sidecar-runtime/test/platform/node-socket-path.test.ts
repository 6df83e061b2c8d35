import { expect, test } from 'vitest';
import { socketPath } from '../../src/platform/node-socket-path.ts';
import { PlatformError } from '../../src/platform/platform.ts';

test('takes 107 bytes', () => {
  expect(socketPath('x'.repeat(107))).toBe('x'.repeat(107));
});

test.each(['x'.repeat(108), 'é'.repeat(54)])('fails when the path has 108 bytes: %s', (path) => {
  expect(() => socketPath(path)).toThrow(new PlatformError('ENAMETOOLONG', `ENAMETOOLONG: a socket path has at most 107 bytes, this one 108: '${path}'`));
});
