import { expect, test } from 'vitest';
import { Envoy, OpenTelemetryCollector, type Sidecar } from '../../src';
import { parts } from './parts';

test.each<[string, (config: object) => Sidecar]>([
  ['Envoy', (config) => Envoy.of({ config })],
  ['OpenTelemetryCollector', (config) => OpenTelemetryCollector.of({ config })],
])('the order of the keys in the configuration of %s does not change the manifest', (_name, of) => {
  // a map of Java and of Go has no order: without this, each synthesis would change the Pod template
  const one = parts(of({ exporters: { a: {}, b: { x: 1, y: 2 } }, receivers: [] }));
  const other = parts(of({ receivers: [], exporters: { b: { y: 2, x: 1 }, a: {} } }));
  expect(JSON.stringify(one.container)).toBe(JSON.stringify(other.container));
});
