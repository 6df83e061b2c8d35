import { expect, test } from 'vitest';
import { headOf, withSections } from '../../bench/page.mjs';

const TITLES = ['First', 'Second', 'Third'];
const PAGE = '# Measured\n\na machine\n\n## First\n\nold\n\n## Third\n\nold\n\n## On a real kubelet\n\ntable\n';

test('a section takes the place of its earlier one, and the others stay', () => {
  expect(withSections(PAGE, TITLES, new Map([['Third', '## Third\n\nnew\n']]))).toBe(PAGE.replace('## Third\n\nold', '## Third\n\nnew'));
});

test('a section that is new stands behind those of the other benches', () => {
  expect(withSections(PAGE, TITLES, new Map([['Second', '## Second\n\nnew\n']]))).toBe(PAGE.replace('## On', '## Second\n\nnew\n\n## On'));
});

test('what no bench of this kind has written stays last', () => {
  expect(withSections(PAGE, ['First'], new Map()).endsWith('## On a real kubelet\n\ntable\n')).toBe(true);
});

test('nothing measured leaves the page as it is', () => {
  expect(withSections(PAGE, TITLES, new Map())).toBe(PAGE);
});

test('the head of a page speaks of its machine, whatever other machine a section names', () => {
  expect(headOf('# Measured\n\nthis machine\n\n## Synthesis\n\nMeasured on another machine.\n')).toBe('# Measured\n\nthis machine\n');
});
