import { expect, test } from 'vitest';
import { parseOptions } from '../../e2e/options';

test('without arguments everything is run, on the default version, and the node is stopped', () => {
  expect(parseOptions([])).toEqual({ only: '', keep: false, down: false, kubernetes: undefined, help: false });
});

test('each option is taken', () => {
  expect(parseOptions(['--only', 'never-ready', '--keep', '--kubernetes', '1.29'])).toEqual({
    only: 'never-ready', keep: true, down: false, kubernetes: '1.29', help: false,
  });
});

test('fails when an option is not known', () => {
  expect(() => parseOptions(['--onyl', 'x'])).toThrow(/Unknown option '--onyl'/);
});
