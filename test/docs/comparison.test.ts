import { expect, test } from 'vitest';
import { comparisonPage, figureOf } from './comparison-page';

test('docs/comparison.md has the figures of the benches and of the nodes', async () => {
  // after a change of the results: npx vitest run -u --project lowest test/docs/comparison.test.ts
  await expect(comparisonPage()).toMatchFileSnapshot('../../docs/comparison.md');
});

const median = (name: string): number => figureOf('On a real kubelet', 'mechanism', name, 'median, ms');
const HOOK = '`POST_START`, the waiter in the image';

test.each([
  ['a guard is faster where the sidecar is ours', median('`GUARD`'), median('`GUARD`, a sidecar that is not ours')],
  ['an init container opens later than a hook', median('peer: postStart hook that polls every 500 ms (seed sample)'), median('`INIT_WAITER`')],
  ['a volume costs a Pod more than a hook', median(HOOK), median('no gate, a volume in the Pod')],
  ['a guard by image volume starts later than a hook', median(HOOK), median('the default: `GUARD`, the waiter by image volume')],
  ['a guard in the image starts earlier than a hook', median('`GUARD`, the waiter in the image'), median(HOOK)],
])('docs/comparison.md: %s', (_sentence, less, more) => {
  expect(less).toBeLessThan(more);
});
