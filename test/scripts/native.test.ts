import { expect, test } from 'vitest';
import { lacks } from '../../scripts/lib/native.mjs';

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
