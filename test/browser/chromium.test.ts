import { expect, test } from 'vitest';
import { findChromium } from './chromium';

test('fails without a browser, and says what to install', () => {
  expect(() => findChromium({ PATH: '/no/such/folder' })).toThrow(
    new Error('Chromium is needed to look at the pictures: "apt-get install chromium", or name its program in CHROMIUM, then run the same command again'),
  );
});

test('the program that is named is taken', () => {
  expect(findChromium({ CHROMIUM: process.execPath, PATH: '' })).toBe(process.execPath);
});
