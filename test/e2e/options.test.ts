import { expect, test } from 'vitest';
import { parseOptions } from '../../e2e/options';

const DEFAULTS = { only: '', faults: undefined, seed: 'new', presets: false, bench: false, keep: false, down: false, kubernetes: undefined, help: false };

const parse = (...args: string[]) => parseOptions(args, () => 'new');

test('without arguments everything is run, on the default version, and the node is stopped', () => {
  expect(parse()).toEqual(DEFAULTS);
});

test('each option is taken', () => {
  expect(parse('--only', 'never-ready', '--keep', '--kubernetes', '1.29')).toEqual({
    ...DEFAULTS, only: 'never-ready', keep: true, kubernetes: '1.29',
  });
  expect(parse('--faults', '50', '--seed', '42')).toEqual({ ...DEFAULTS, faults: 50, seed: '42' });
  expect(parse('--bench')).toEqual({ ...DEFAULTS, bench: true });
  expect(parse('--presets')).toEqual({ ...DEFAULTS, presets: true });
});

test('fails when an option is not known', () => {
  expect(() => parse('--onyl', 'x')).toThrow(/Unknown option '--onyl'/);
});

test.each(['0', '-1', 'many', '1.5'])('fails when --faults is %s', (faults) => {
  expect(() => parse(`--faults=${faults}`)).toThrow(new Error(`--faults must be a number from 1 on; got "${faults}"`));
});

test('fails when there is a seed for nothing', () => {
  expect(() => parse('--seed', '42')).toThrow(new Error('--seed decides random faults: give --faults too'));
});

test('fails when two kinds of run are asked for', () => {
  expect(() => parse('--faults', '5', '--bench')).toThrow(new Error('--faults and --bench are two runs: give one of them'));
  expect(() => parse('--presets', '--bench')).toThrow(new Error('--presets and --bench are two runs: give one of them'));
});
