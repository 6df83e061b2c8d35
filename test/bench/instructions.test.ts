import { expect, test } from 'vitest';
import { instructionsIn } from '../../bench/instructions.mjs';

test('the count is read from the last words of cachegrind', () => {
  expect(instructionsIn('==7== Cachegrind, a high-precision tracing profiler\n==7== \n==7== I   refs:      9,188,716,400\n')).toBe(9_188_716_400);
});

test('what has no count is an error that shows it', () => {
  expect(() => instructionsIn('==7== Killed\n')).toThrow(new Error('valgrind has not said how many instructions it counted: ==7== Killed'));
});
