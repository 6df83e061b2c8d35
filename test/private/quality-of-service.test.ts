import { describe, expect, test } from 'vitest';
import { isGuaranteed } from '../../src/private/quality-of-service';

const limits = { cpu: '100m', memory: '64Mi' };

describe('a Pod is Guaranteed when every container', () => {
  test.each<[string, Record<string, unknown>]>([
    ['limits both resources and says nothing of requests', { limits }],
    ['requests what it is limited to', { limits, requests: limits }],
    ['requests one of them', { limits, requests: { memory: '64Mi' } }],
    ['requests the same CPU in other words', { limits, requests: { cpu: '0.1' } }],
    ['requests the same CPU as a number', { limits, requests: { cpu: 0.1 } }],
    ['requests the same CPU with an exponent', { limits: { ...limits, cpu: '1e3m' }, requests: { cpu: '1' } }],
    ['requests the same memory in other words', { limits, requests: { memory: '67108864' } }],
    ['limits something else too', { limits: { ...limits, 'ephemeral-storage': '1Gi' }, requests: {} }],
  ])('%s', (_what, resources) => {
    expect(isGuaranteed({ containers: [{ name: 'a', resources }, { name: 'b', resources: { limits } }] })).toBe(true);
  });
});

describe('a Pod is not Guaranteed when one container', () => {
  test.each<[string, Record<string, unknown> | undefined]>([
    ['has no resources', undefined],
    ['limits the memory alone', { limits: { memory: '64Mi' } }],
    ['limits the CPU alone', { limits: { cpu: '1' } }],
    ['requests less CPU', { limits, requests: { cpu: '99m' } }],
    ['requests less memory', { limits, requests: { memory: '64M' } }],
    ['only requests', { requests: limits }],
    ['requests what is no quantity', { limits, requests: { cpu: 'much' } }],
    ['requests by a suffix that there is not', { limits, requests: { cpu: '1x' } }],
  ])('%s', (_what, resources) => {
    expect(isGuaranteed({ containers: [{ name: 'a', resources: { limits } }, { name: 'b', resources }] })).toBe(false);
  });
});

test('init containers count', () => {
  expect(isGuaranteed({ containers: [{ name: 'a', resources: { limits } }], initContainers: [{ name: 'b' }] })).toBe(false);
});

test('a Pod of no containers is not Guaranteed', () => {
  expect(isGuaranteed({})).toBe(false);
});
