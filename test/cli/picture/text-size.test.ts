import { expect, test } from 'vitest';
import { nameLines, shortened, textWidth } from '../../../src/cli/picture/text-size';

test('a name that fits stays on one line', () => {
  expect(nameLines('proxy', 24)).toEqual(['proxy']);
});

test('a long name breaks behind its last dash that fits', () => {
  expect(nameLines('schema-migration-of-the-orders-database', 24)).toEqual(['schema-migration-of-the-', 'orders-database']);
});

test('a name without a place to break is cut', () => {
  expect(nameLines('a'.repeat(30), 24)).toEqual(['a'.repeat(24), 'a'.repeat(6)]);
});

test('what does not fit on two lines loses its middle', () => {
  const [, second] = nameLines(`${'a'.repeat(23)}-${'b'.repeat(20)}${'c'.repeat(20)}`, 24);
  expect(second).toBe(`${'b'.repeat(12)}…${'c'.repeat(11)}`);
});

test('a short text is left alone', () => {
  expect(shortened('proxy', 5)).toBe('proxy');
});

test('wide letters need more room', () => {
  expect(textWidth('数据', 10, 'mono')).toBe(22);
});
