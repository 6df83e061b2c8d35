import { expect, test } from 'vitest';
import { withServer, ANSWERED, guard, OPEN, provoke, WITHIN } from './fault.ts';
import type { Stranger } from './stranger.ts';

const STATUSES = Array.from({ length: 500 }, (_, index) => 100 + index);
const GOOD = STATUSES.filter((status) => status >= 200 && status <= 299);
const BAD = STATUSES.filter((status) => !GOOD.includes(status));

/** Answers with the status that the path names. */
const echo: Stranger = (socket) =>
  socket.once('data', (request: Buffer) => socket.end(`HTTP/1.1 ${request.toString('latin1').slice('GET /'.length, 'GET /100'.length)} Some\r\n\r\n`));

function targets(port: number, statuses: readonly number[]): string[] {
  return statuses.flatMap((status) => ['--wait', `s${status}=http://127.0.0.1:${port}/${status}`]);
}

test('every status from 200 to 299: open, exit 0', async () => {
  await withServer(echo, (port) => provoke({ options: [...OPEN, ...targets(port, GOOD)], expected: { gate: 'open', code: 0, within: 20_000 } }));
});

test('all others from 100 to 599: closed, each told with its status', async () => {
  // Each is given up for itself, so that one run tells about all of them.
  const { code, stderr } = await withServer(echo, (port) => guard(['--timeout=5s', '--request-timeout=4s', '--max-interval=4s', '--on-timeout=continue', ...targets(port, BAD)]).outcome);
  const told = stderr.split('\n').filter((line) => line.includes(' is still closed after 5s: '));
  const reason = (status: number): string => (status < 200 && status !== 101 ? 'connection ended without an answer' : `http ${status}`);
  expect(code).toBe(0);
  expect(told.sort()).toEqual(BAD.map((status) => `startgate: s${status} is still closed after 5s: ${reason(status)}; going on without it`).sort());
  expect(stderr.split('\n').filter((line) => line.endsWith(' is open'))).toEqual([]);
});

test.concurrent.each([100, 101, 199, 300, 304, 399, 400, 404, 429, 499, 500, 503, 599])('status %d alone: closed, exit 69', async (status) => {
  await withServer(echo, (port) => provoke({ options: [...ANSWERED, ...targets(port, [status])], expected: { gate: 'closed', code: 69, within: WITHIN } }));
});
