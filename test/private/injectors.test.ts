import { expect, test } from 'vitest';
import { holdState, knownSidecar } from '../../src/private/injectors';

const HOLD = knownSidecar('istio-proxy')!.hold!;

test.each([
  [undefined, 'free'],
  ['{"holdApplicationUntilProxyStarts":true}', 'kept'],
  ['concurrency: 2\nholdApplicationUntilProxyStarts: true\n', 'kept'],
  ['{ "concurrency": 2, "holdApplicationUntilProxyStarts": true }', 'kept'],
  ['concurrency: 2\n', 'taken'],
  ['holdApplicationUntilProxyStarts: false\n', 'taken'],
])('an annotation %j leaves the hold %s', (value, state) => {
  const annotations: Record<string, string> = value === undefined ? {} : { 'proxy.istio.io/config': value };
  expect(holdState(HOLD, { holder: { metadata: { annotations } } })).toBe(state);
});

test('a Pod template without metadata leaves the hold free', () => {
  expect(holdState(HOLD, { holder: {} })).toBe('free');
});

test('a sidecar of an unknown injector is not known', () => {
  expect(knownSidecar('mesh')).toBeUndefined();
});
