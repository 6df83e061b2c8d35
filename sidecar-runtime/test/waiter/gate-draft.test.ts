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

test('takes statuses for all before the first target, and for an http target behind it', () => {
  const draft = new GateDraft();
  draft.setStatuses('--status', '401');
  draft.addTarget('http://a:1/');
  draft.addTarget('unix:///a:/ready');
  draft.setStatuses('--status', '200');
  expect(draft.gates().map(({ options }) => options.statuses)).toEqual([[[401, 401]], [[200, 200]]]);
});

test.each(['grpc://a:1', 'unix:///a'])('fails when there are statuses after %s', (target) => {
  const draft = new GateDraft();
  draft.addTarget(target);
  expect(() => draft.setStatuses('--status', '401')).toThrow(new UsageError(`--status only holds for an http target, got it after "${target}"`));
});

test('targets of one name are told apart', () => {
  const draft = new GateDraft();
  for (const target of ['a=tcp://a:1', 'a=http://a:2/ready?token=1', 'b=exec:["b","secret"]', 'tcp://a:1', 'tcp://a:1']) draft.addTarget(target);
  expect(draft.gates().map(({ target }) => target.label)).toEqual(['a (tcp://a:1)', 'a (http://a:2/ready)', 'b', 'tcp://a:1', 'tcp://a:1']);
});
