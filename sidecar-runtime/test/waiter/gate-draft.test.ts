import { expect, test } from 'vitest';
import { GateDraft } from '../../src/waiter/gate-draft.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';

test('options hold for all before the first target, and for the last one behind it', () => {
  const draft = new GateDraft();
  draft.options.timeout = 5000;
  draft.addTarget('file:///a');
  draft.addTarget('file:///b');
  draft.options.timeout = 7000;
  expect(draft.gates().map(({ target, options }) => [target.label, options.timeout])).toEqual([['file:///a', 5000], ['file:///b', 7000]]);
});

test('the last of the same header wins', () => {
  const draft = new GateDraft();
  draft.addHeader('--header', 'X-A: 1');
  draft.addHeader('--header', 'x-a: 2');
  expect(draft.forAll.headers).toEqual([['x-a', '2']]);
});

test('takes a header after http over a unix socket', () => {
  const draft = new GateDraft();
  draft.addTarget('unix:///a:/ready');
  draft.addHeader('--header', 'A: b');
  expect(draft.gates()[0]?.options.headers).toEqual([['A', 'b']]);
});

test.each(['tcp://a:1', 'unix:///a'])('fails when there is a header after %s', (target) => {
  const draft = new GateDraft();
  draft.addTarget(target);
  expect(() => draft.addHeader('--header', 'A: b')).toThrow(new UsageError(`--header only holds for an http target, got it after "${target}"`));
});
