import { expect, test } from 'vitest';
import { testOptions } from '../../scripts/lib/test-options.mjs';

test.each([
  [[], { quick: false, strict: false }],
  [['--quick'], { quick: true, strict: false }],
  [['--strict'], { quick: false, strict: true }],
])('%j', (args, options) => {
  expect(testOptions(args)).toEqual(options);
});

test('fails for an option that there is not', () => {
  expect(() => testOptions(['--quik'])).toThrow(new Error('unknown option: "--quik". Allowed: --quick, --strict'));
});

test('fails for two options that contradict each other', () => {
  expect(() => testOptions(['--quick', '--strict'])).toThrow(new Error('--quick leaves tests out, and --strict allows none to be left out: give one of them'));
});
