import { expect, test } from 'vitest';
import { eventOfLine, isOurs } from '../../../examples/play/lines';

test.each([
  ['app container started', false],
  ['startgate: ready', true],
  ['we use startgate: it waits', false],
])('"%s" is a line of ours: %s', (line, ours) => {
  expect(isOurs(line)).toBe(ours);
});

test.each([
  ['startgate: starting: loading configuration', 'not ready: loading configuration'],
  ['startgate: ready', 'ready'],
  ['startgate: all gates are passed after 10454 ms', 'gate opened after 10454 ms'],
  ['startgate: waiting for sidecar: http 503, loading configuration', 'waiting for sidecar: http 503, loading configuration'],
  ['app container started', 'says: app container started'],
])('"%s" is the event "%s"', (line, event) => {
  expect(eventOfLine(line)).toBe(event);
});

test.each([
  '',
  'startgate: listening on port 8080',
  'startgate: draining',
  'startgate: sidecar is open',
  'startgate: waiting for sidecar: connection refused',
])('"%s" is no event', (line) => {
  expect(eventOfLine(line)).toBeUndefined();
});
