import { expect, test } from 'vitest';
import { StopSignal } from '../../src/waiter/stop-signal.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

test('cancels at the first signal that asks us to end', () => {
  const platform = new VirtualPlatform();
  const stop = new StopSignal(platform);
  platform.raise(15);
  platform.raise(2);
  expect([stop.signal, stop.cancel.cancelled]).toEqual([15, true]);
});

test.each([10, 12, 18, 28])('is not troubled by signal %d', (signal) => {
  const platform = new VirtualPlatform();
  const stop = new StopSignal(platform);
  platform.raise(signal);
  expect([stop.signal, stop.cancel.cancelled]).toEqual([undefined, false]);
});

test('hears nothing once closed', () => {
  const platform = new VirtualPlatform();
  const stop = new StopSignal(platform);
  stop.close();
  platform.raise(15);
  expect([stop.signal, platform.listeners]).toEqual([undefined, 0]);
});
