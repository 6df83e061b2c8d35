import { expect, test } from 'vitest';
import { withSection } from '../../../e2e/bench/section';

const PAGE = '# Measured\n\n## Synthesis\n\nfast\n';

test('the section is put last', () => {
  expect(withSection(PAGE, 'table\n')).toBe('# Measured\n\n## Synthesis\n\nfast\n\n## On a real kubelet\n\ntable\n');
});

test('an earlier one is replaced', () => {
  expect(withSection(withSection(PAGE, 'old'), 'new')).toBe(withSection(PAGE, 'new'));
});
