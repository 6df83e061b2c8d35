import { expect, test } from 'vitest';
import { decodeBytes } from '../../src/waiter/bytes.ts';
import { encodeRequest } from '../../src/waiter/http-request.ts';

test('writes a whole request', () => {
  expect(decodeBytes(encodeRequest({ path: '/ready', host: 'localhost:8080', headers: [] }))).toBe(
    'GET /ready HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: startgate\r\nAccept: */*\r\n\r\n',
  );
});

test('asks to be held, over a connection for this request alone', () => {
  expect(decodeBytes(encodeRequest({ path: '/', host: 'a:1', headers: [], hold: 10 }))).toContain('\r\nConnection: close\r\nPrefer: wait=10\r\n');
});

test("the caller's headers win over ours, whatever their case", () => {
  expect(decodeBytes(encodeRequest({ path: '/', host: 'a:1', headers: [['host', 'example.org'], ['X-A', 'b']] }))).toBe(
    'GET / HTTP/1.1\r\nUser-Agent: startgate\r\nAccept: */*\r\nhost: example.org\r\nX-A: b\r\n\r\n',
  );
});
