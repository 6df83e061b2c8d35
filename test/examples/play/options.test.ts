import { expect, test } from 'vitest';
import { parseOptions } from '../../../examples/play/options.mjs';

test('without a flag the gated play is asked for', () => {
  expect(parseOptions([])).toEqual({ neverReady: false, noGate: false, help: false });
});

test.each([
  ['--never-ready', 'neverReady'],
  ['--no-gate', 'noGate'],
  ['--help', 'help'],
])('%s is understood', (flag, option) => {
  expect(parseOptions([flag])).toEqual({ neverReady: false, noGate: false, help: false, [option]: true });
});

test.each(['--never', 'never-ready', '', 'toString'])('fails when the argument is "%s"', (argument) => {
  expect(() => parseOptions([argument])).toThrow(new Error(`unknown argument: "${argument}". Allowed: --never-ready, --no-gate, --help`));
});

test('fails when two flags contradict each other', () => {
  expect(() => parseOptions(['--no-gate', '--never-ready'])).toThrow(new Error('--never-ready and --no-gate exclude each other: leave one out'));
});
