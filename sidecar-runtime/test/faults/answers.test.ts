import http2 from 'node:http2';
import type net from 'node:net';
import { describe, test, vi } from 'vitest';
import { freePort } from '../support/servers.ts';
import { ANSWERED, CLOSED, OPEN, provoke, title, withListening, withServer, WITHIN, type Expected, type Gate } from './fault.ts';
import { alternates, blackHole, drips, endless, firstThen, keeps, resetsAfter, says, staysAfter, type Stranger } from './stranger.ts';

// Rows run side by side, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000 });

const OK = 'HTTP/1.1 200 OK\r\n\r\n';
const NO = 'HTTP/1.1 503 No\r\n\r\n';
const GARBAGE = 'the answer is not HTTP/1, or its header is too long';
const NO_ANSWER = 'no answer within 250ms';
const ENDED = 'connection ended without an answer';
const FAILED_BODY = '{"status":"failed"}';
const MANY = 'x'.repeat(16_384);

/** Opens, or stays closed until its time is over, for the reason that is said. */
function expected(gate: Gate, reason?: string): Expected {
  return { gate, code: gate === 'open' ? 0 : 69, within: WITHIN, ...(reason !== undefined && { reason }) };
}

function gate(target: string, { gate, reason }: Expected): string[] {
  const times = gate === 'open' ? OPEN : reason === NO_ANSWER ? CLOSED : ANSWERED;
  return [...times, '--wait', `x=${target}`];
}

type Row = readonly [fault: string, stranger: Stranger, gate: Gate, reason?: string];

/** Answers that leave their connection open. */
const KEPT_NO = 'HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n';
const KEPT_OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

const HTTP: readonly Row[] = [
  ['accepts and never answers', (socket) => socket.resume(), 'closed', NO_ANSWER],
  ['never reads', () => undefined, 'closed', NO_ANSWER],
  ['ends at once', (socket) => socket.end(), 'closed', ENDED],
  ['half-close without an answer', (socket) => void socket.resume().end(), 'closed', ENDED],
  ['half-close in the middle of the header', says('HTTP/1.1 200 OK\r\nA: b\r\n'), 'closed', ENDED],
  ['half-close after the header', says(OK), 'open'],
  ['stays open after the header', staysAfter(OK), 'open'],
  ['reset at once', (socket) => socket.resetAndDestroy(), 'closed', 'connection reset'],
  ['reset in the middle of the header', resetsAfter('HTTP/1.1 200 OK\r\nA'), 'closed', 'connection reset'],
  ['one byte a second', drips(OK, 1000), 'closed', NO_ANSWER],
  ['one byte in 50 ms, which is in time for each byte but not for the answer', drips(OK, 50), 'closed', NO_ANSWER],
  ['one byte a millisecond, which is in time for the answer', drips(OK, 1), 'open'],
  ['endless header', endless('HTTP/1.1 200 OK\r\n', 'A: b\r\n'.repeat(100)), 'closed', GARBAGE],
  ['endless line', endless('HTTP/1.1 200 OK\r\nA: ', 'x'.repeat(1000)), 'closed', GARBAGE],
  ['endless 1xx', endless('', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(50)), 'closed', GARBAGE],
  ['endless empty lines', endless('', '\r\n'.repeat(100)), 'closed', GARBAGE],
  ['endless body of 200', endless(OK, 'x'.repeat(1000)), 'open'],
  ['endless body of 503', endless(NO, 'x'.repeat(1000)), 'closed', 'http 503'],
  ['garbage: SSH', says('SSH-2.0-OpenSSH_9.2\r\n'), 'closed', GARBAGE],
  ['garbage: a TLS alert', says(Uint8Array.of(0x15, 3, 1, 0, 2, 2, 0x50)), 'closed', GARBAGE],
  ['garbage: 256 bytes of all values', says(Uint8Array.from({ length: 256 }, (_, index) => index)), 'closed', GARBAGE],
  ['garbage before 200', says(`x\r\n${OK}`), 'closed', GARBAGE],
  ['only NUL bytes', endless('', '\0'.repeat(100)), 'closed', GARBAGE],
  ['a NUL byte in the header', says('HTTP/1.1 200 OK\r\nA: \0\r\n\r\n'), 'closed', GARBAGE],
  ['a NUL byte in the status', says('HTTP/1.1 20\0 OK\r\n\r\n'), 'closed', GARBAGE],
  ['NUL bytes in the body', says(`${OK}\0\0\0`), 'open'],
  ['a header of 16 KiB', says(`HTTP/1.1 200 OK\r\nA: ${MANY}\r\n\r\n`), 'closed', GARBAGE],
  ['a header just under 16 KiB', says(`HTTP/1.1 200 OK\r\nA: ${MANY.slice(100)}\r\n\r\n`), 'open'],
  ['a header of 300 lines', says(`HTTP/1.1 200 OK\r\n${'a:\n'.repeat(300)}\n`), 'closed', GARBAGE],
  ['HTTP/1.0 with 200', says('HTTP/1.0 200 OK\r\n\r\n'), 'open'],
  ['HTTP/1.0 with 503', says('HTTP/1.0 503 No\r\n\r\n'), 'closed', 'http 503'],
  ['HTTP/0.9', says('<html>ready</html>'), 'closed', GARBAGE],
  ['100 and 103 before 200', says(`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${OK}`), 'open'],
  ['103 before 503', says(`HTTP/1.1 103 Early Hints\r\n\r\n${NO}`), 'closed', 'http 503'],
  ['101 before 200', says(`HTTP/1.1 101 Switching Protocols\r\n\r\n${OK}`), 'closed', 'http 101'],
  ['100 alone', says('HTTP/1.1 100 Continue\r\n\r\n'), 'closed', ENDED],
  ['100 whose header never ends', staysAfter('HTTP/1.1 100 Continue\r\nA: b'), 'closed', NO_ANSWER],
  ...[301, 302, 303, 307, 308].map((status): Row => [`redirect ${status} to what is ready`, redirects(status), 'closed', `http ${status}`]),
  ["a stranger's 200 with the body of a failure", says(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 19\r\n\r\n${FAILED_BODY}`), 'open'],
  ["a stranger's 503 with the body of a failure, which ends no wait", says(`HTTP/1.1 503 No\r\nContent-Length: 19\r\n\r\n${FAILED_BODY}`), 'closed', 'http 503'],
  ['200 that says starting', says('HTTP/1.1 200 OK\r\nStartgate-Status: starting\r\n\r\n'), 'closed', 'http 200, status starting'],
  ['200 that says ready and draining', says('HTTP/1.1 200 OK\r\nStartgate-Status: ready\r\nStartgate-Status: draining\r\n\r\n'), 'closed', 'http 200, status draining'],
  ['503 that says ready', says('HTTP/1.1 503 No\r\nStartgate-Status: ready\r\n\r\n'), 'closed', 'http 503'],
  ['ready over a connection that was not, but over no new one', keeps(KEPT_NO, KEPT_OK), 'closed', 'http 503'],
  ['ready without being asked, behind an answer that is not', keeps(`${KEPT_NO}${KEPT_OK}`, KEPT_OK), 'closed', 'http 503'],
  ['ready as the body of an answer that is not', keeps(`HTTP/1.1 503 No\r\nContent-Length: ${KEPT_OK.length}\r\n\r\n${KEPT_OK}`), 'closed', 'http 503'],
  ['not ready over a connection that is kept, ready over each new one', firstThen(keeps(...Array<string>(999).fill(KEPT_NO)), says(KEPT_OK)), 'open'],
  ['a reset of the connection that was kept, ready over a new one', firstThen(keeps(KEPT_NO, undefined), says(KEPT_OK)), 'open'],
  ['readiness that flaps', alternates(NO, OK, NO), 'open'],
  ['unreadiness that flaps', alternates(NO, 'HTTP/1.1 404 No\r\n\r\n'), 'closed', 'http 404'],
];

/** Redirects every path but the one that it leads to, which is ready. */
function redirects(status: number): Stranger {
  return (socket) =>
    socket.once('data', (request: Buffer) => {
      socket.end(request.toString().startsWith('GET /ready ') ? OK : `HTTP/1.1 ${status} Moved\r\nLocation: /ready\r\n\r\n`);
    });
}

describe.concurrent('http, to a server that knows nothing of us', () => {
  for (const [fault, stranger, kind, reason] of HTTP) {
    const outcome = expected(kind, reason);
    test(title(fault, outcome), () => withServer(stranger, (port) => provoke({ options: gate(`http://127.0.0.1:${port}/`, outcome), expected: outcome })));
  }
});

const TCP: readonly Row[] = [
  ['accepts and never answers, which is all that is asked', () => undefined, 'open'],
  ['ends at once', (socket) => socket.end(), 'open'],
];

const NO_GRPC = 'the answer is no gRPC';
const SETTINGS = Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0);

const GRPC: readonly Row[] = [
  ['accepts and never answers', (socket) => socket.resume(), 'closed', NO_ANSWER],
  ['ends at once', (socket) => void socket.resume().end(), 'closed', ENDED],
  ['reset after its settings', resetsAfter('\0\0\0\x04\0\0\0\0\0'), 'closed', 'connection reset'],
  ['settings without end', endless('', '\0\0\0\x04\0\0\0\0\0'.repeat(50)), 'closed', NO_GRPC],
  ['settings and then nothing', staysAfter(SETTINGS), 'closed', NO_ANSWER],
  ['one byte in 50 ms', drips('\0\0\0\x04\0\0\0\0\0', 50), 'closed', NO_ANSWER],
  ['a frame of 16 MiB', staysAfter(Uint8Array.of(0xff, 0xff, 0xff, 0, 1, 0, 0, 0, 1)), 'closed', NO_GRPC],
  ['headers that go on without end', endless('\0\0\0\x01\0\0\0\0\x01', `\0\0\x40\x09\0\0\0\0\x01${'\0'.repeat(64)}`), 'closed', NO_GRPC],
  ['HTTP/1', says('HTTP/1.1 400 Bad Request\r\n\r\n'), 'closed', NO_GRPC],
  ['the message of a ready service without a status', says(Uint8Array.of(...SETTINGS, 0, 0, 7, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 2, 8, 1)), 'closed', NO_GRPC],
];

describe.concurrent.each([
  ['tcp', TCP],
  ['grpc', GRPC],
])('%s', (scheme, rows) => {
  for (const [fault, stranger, kind, reason] of rows) {
    const outcome = expected(kind, reason);
    test(title(fault, outcome), () => withServer(stranger, (port) => provoke({ options: gate(`${scheme}://127.0.0.1:${port}`, outcome), expected: outcome })));
  }
});

describe.concurrent.each(['http', 'tcp', 'grpc'])('%s', (scheme) => {
  const refused = expected('closed', 'connection refused');
  test(title('connection refused', refused), async () => {
    await provoke({ options: gate(`${scheme}://127.0.0.1:${await freePort()}`, refused), expected: refused });
  });

  const silent = expected('closed', NO_ANSWER);
  test(title('black hole: the SYN is never answered', silent), async () => {
    const { port, end } = await blackHole();
    try {
      await provoke({ options: gate(`${scheme}://127.0.0.1:${port}`, silent), expected: silent });
    } finally {
      await end();
    }
  });
});

const NOT_HTTP_1 = expected('closed', GARBAGE);
test(title('http to a server of HTTP/2 only', NOT_HTTP_1), async () => {
  const server = http2.createServer((_, response) => response.end());
  server.on('sessionError', () => undefined);
  await withListening(server as unknown as net.Server, (port) => provoke({ options: gate(`http://127.0.0.1:${port}/`, NOT_HTTP_1), expected: NOT_HTTP_1 }));
});
