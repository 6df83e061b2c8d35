import { expect, test } from 'vitest';
import { writeAll } from '../../src/platform/native-output.ts';
import { scriptedHost } from '../support/scripted-host.ts';

const EINTR = -4;
const EIO = -5;
const EAGAIN = -11;

/** Writes 10 bytes to a file for which these calls give these values, the last one again and again; gives how many calls there were. */
function calls(polls: readonly number[], writes: readonly number[]): readonly [polls: number, writes: number] {
  let [polled, written] = [0, 0];
  const next = (values: readonly number[], count: number): number => values[Math.min(count, values.length - 1)] as number;
  writeAll(scriptedHost({ poll: () => next(polls, polled++), write: () => next(writes, written++) }), 2, new Uint8Array(10));
  return [polled, written];
}

test.each<[string, readonly number[], readonly number[], readonly [number, number]]>([
  ['goes on after what was written', [1], [4, 6], [2, 2]],
  ['goes on after an interruption', [EINTR, 1], [EINTR, 10], [3, 2]],
  ['gives up where nobody reads', [0], [], [1, 0]],
  ['gives up after a failure', [1], [EIO], [1, 1]],
  ['gives up where waiting is interrupted for ever', [EINTR], [], [100, 0]],
  ['gives up where writing is interrupted for ever', [1], [EINTR], [100, 100]],
  ['gives up where a file that says it is writable never is', [1], [EAGAIN], [100, 100]],
  ['gives up where nothing is ever written', [1], [0], [100, 100]],
])('%s', (_, polls, writes, expected) => {
  expect(calls(polls, writes)).toEqual(expected);
});
