import { expect, test } from 'vitest';
import { PlatformError } from '../../src/platform/platform.ts';
import { answerOfError, closed } from '../../src/waiter/answer.ts';

test.each([
  ['ECONNRESET', 'connection reset'],
  ['EPIPE', 'connection reset'],
  ['ENOENT', 'not found'],
  ['ENOTFOUND', 'host name not found'],
  ['EAI_AGAIN', 'no answer from a name server'],
  ['EACCES', 'permission denied'],
  ['EHOSTUNREACH', 'host unreachable'],
  ['EMFILE', 'too many open files: raise the limit of the process (ulimit -n)'],
  ['ENFILE', 'too many open files on the node'],
  ['ENOTSUP', 'https needs the waiter on Node'],
  ['ETIMEDOUT', 'no answer within 1s'],
  ['CERT_HAS_EXPIRED', 'CERT_HAS_EXPIRED'],
])('says %s as "%s"', (code, reason) => {
  expect(answerOfError(new PlatformError(code, 'secret'), 1000)).toEqual(closed(reason));
});

test('marks the answer of a port that nobody listens on', () => {
  expect(answerOfError(new PlatformError('ECONNREFUSED', 'secret'), 1000)).toEqual({ state: 'closed', reason: 'connection refused', refused: true });
});

test.each([
  ['EADDRNOTAVAIL', 'address not available'],
  ['EAFNOSUPPORT', 'address family not supported'],
  ['ENETUNREACH', 'network unreachable'],
])('marks the answer of an address that is not there: %s', (code, reason) => {
  expect(answerOfError(new PlatformError(code, 'secret'), 1000)).toEqual({ state: 'closed', reason, absent: true });
});

test.each([new PlatformError('ECANCELED', 'cancelled'), new TypeError('a bug')])('fails with what is no answer: %s', (error) => {
  expect(() => answerOfError(error, 1000)).toThrow(error);
});
