import { expect, test } from 'vitest';
import { findChromium } from '../../scripts/lib/chromium.mjs';

test('there is none where the path has none', () => {
  expect(findChromium({ PATH: '/no/such/folder' })).toBeUndefined();
});

test('the program that is named is taken', () => {
  expect(findChromium({ CHROMIUM: process.execPath, PATH: '' })).toBe(process.execPath);
});

test('a name of no program is none, whatever the path has', () => {
  expect(findChromium({ ...process.env, CHROMIUM: '/no/such/program' })).toBeUndefined();
});
