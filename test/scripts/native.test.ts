import { expect, test } from 'vitest';
import { lacks, leftOut } from '../../scripts/lib/native.mjs';

const WHOLE = { system: 'linux', processor: 'x64', user: 0, python: true, runs: () => true };

test('a machine that has everything lacks nothing', () => {
  expect(lacks(WHOLE)).toEqual([]);
});

test.each([
  [{ system: 'darwin', processor: 'arm64', python: false }, ['Linux on amd64 (this is darwin on arm64)']],
  [{ processor: 'arm64' }, ['Linux on amd64 (this is linux on arm64)']],
  [{ user: 1000 }, ['root, to make namespaces and containers']],
  [{ python: false }, ['Python 3.10 or newer with venv (Debian: python3-venv)']],
  [{ runs: (program: string) => program !== 'runc' }, ['runc (Debian: runc)']],
  [{ user: 1000, runs: () => false }, ['root, to make namespaces and containers', 'runc (Debian: runc)', 'qemu-aarch64-static (Debian: qemu-user-static)', 'unshare (Debian: util-linux)']],
])('with %j a machine lacks %j', (difference, lacking) => {
  expect(lacks({ ...WHOLE, ...difference })).toEqual(lacking);
});

test('nothing is left out where nothing is lacking', () => {
  expect([leftOut([], undefined), leftOut([], 'true')]).toEqual([undefined, undefined]);
});

test.each([undefined, ''])('one line says what is left out and why, with CI %j', (ci) => {
  expect(leftOut(['runc (Debian: runc)', 'root'], ci)).toBe('left out: the native build and its tests, which need runc (Debian: runc); root');
});

test('fails with CI when something would be left out', () => {
  expect(() => leftOut(['runc (Debian: runc)'], 'true')).toThrow(
    new Error('left out: the native build and its tests, which need runc (Debian: runc). With CI set that is a failure: install what is missing, or see .ci/run'),
  );
});
