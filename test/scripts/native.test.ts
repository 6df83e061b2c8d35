import { expect, test } from 'vitest';
import { lackingParts, lacks } from '../../scripts/lib/native.mjs';

const WHOLE = { system: 'linux', processor: 'x64', user: 0, python: true, runs: () => true };

test('a machine that has everything lacks nothing', () => {
  expect(lacks(WHOLE, true)).toEqual([]);
});

test.each([
  [{ system: 'darwin', processor: 'arm64', python: false }, ['Linux on amd64 (this is darwin on arm64)']],
  [{ processor: 'arm64' }, ['Linux on amd64 (this is linux on arm64)']],
  [{ python: false }, ['Python 3.10 or newer with venv (Debian: python3-venv)']],
  [{ user: 1000, runs: () => false }, ['unshare (Debian: util-linux)']],
])('with %j a machine lacks %j', (difference, lacking) => {
  expect(lacks({ ...WHOLE, ...difference }, false)).toEqual(lacking);
});

test.each([
  [false, []],
  [true, ['cc (Debian: gcc libc6-dev)', 'strace (Debian: strace)']],
])('a C compiler of the system and strace are needed only where nothing may be left out, strict: %j', (strict, lacking) => {
  expect(lacks({ ...WHOLE, runs: (program) => program === 'unshare' }, strict)).toEqual(lacking);
});

test('a machine that has everything runs all tests', () => {
  expect(lackingParts(WHOLE)).toEqual([]);
});

test.each([
  [
    'qemu-aarch64-static',
    {
      what: 'the tests of the arm64 executable',
      lacking: ['qemu-aarch64-static (Debian: qemu-user-static)'],
      without: ['--project', '!arm64'],
    },
  ],
  [
    'runc',
    {
      what: 'the tests of the images in containers',
      lacking: ['runc (Debian: runc)'],
      without: ['--exclude', 'test/native/container.test.ts'],
    },
  ],
])('without %s only the tests that need it are left out', (missing, part) => {
  expect(lackingParts({ ...WHOLE, runs: (program) => program !== missing })).toEqual([part]);
});

test('a user who is not root runs no containers', () => {
  expect(lackingParts({ ...WHOLE, user: 1000 })).toEqual([{
    what: 'the tests of the images in containers', lacking: ['root'], without: ['--exclude', 'test/native/container.test.ts'],
  }]);
});
