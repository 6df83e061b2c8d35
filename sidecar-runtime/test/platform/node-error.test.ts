import { expect, test } from 'vitest';
import { platformError, translated } from '../../src/platform/node-error.ts';
import { PlatformError } from '../../src/platform/platform.ts';

function failure(code: unknown): Error {
  return Object.assign(new Error('message'), { code });
}

test('gives a failure of the system its number', () => {
  expect(platformError(failure('ENOENT'))).toEqual(new PlatformError('ENOENT', 'message'));
});

test.each(['EAI_AGAIN', 'ENODATA', 'ENOTFOUND'])('takes %s for a name that was not found', (code) => {
  expect(platformError(failure(code))).toMatchObject({ code: 'ENOTFOUND' });
});

test('leaves alone what is none', () => {
  const errors = [new TypeError('a bug'), failure(7), new PlatformError('EIO', 'x')];
  expect(errors.map(platformError)).toEqual(errors);
  expect(platformError('text')).toEqual(new Error('text'));
});

test('translates what is thrown', () => {
  expect(() => translated(() => {
    throw failure('EIO');
  })).toThrow(new PlatformError('EIO', 'message'));
});
