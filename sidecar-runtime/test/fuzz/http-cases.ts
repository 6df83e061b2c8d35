import type { Generator } from './generator.ts';

const PIECES = [
  'HTTP/1.1 ', 'HTTP/1.0 ', 'HTTP/1.', '200', '204', '299', '100', '101', '103', '199', '300', '503', ' OK', ' ', '\r\n', '\n', '\r\n\r\n', '\r', '\0', ':', '\t',
  'Startgate-Status: ', 'startgate-status:', 'ready', 'failed', 'starting', 'Startgate-Reason: ', 'HTTP/1.1 200 OK\r\n', 'HTTP/1.1 503 No\r\n', 'A: b\r\n', ' folded\r\n', 'x'.repeat(40),
];

const VALID = [
  'HTTP/1.1 200 OK\r\n\r\n',
  'HTTP/1.0 204 No Content\r\nServer: x\r\n\r\n',
  'HTTP/1.1 503 No\r\nRetry-After: 1\r\n\r\n',
  'HTTP/1.1 200 OK\r\nStartgate-Status: ready\r\nContent-Length: 18\r\n\r\n{"status":"ready"}',
  'HTTP/1.1 503 No\r\nStartgate-Status: starting\r\nStartgate-Reason: loading\r\n\r\n',
  'HTTP/1.1 503 No\r\nStartgate-Status: failed\r\nStartgate-Reason: no license\r\n\r\n',
  'HTTP/1.1 200 OK\r\nStartgate-Status: draining\r\n\r\n',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
  'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 404 Not Found\r\nA: b\r\n c\r\n\r\n',
  'HTTP/1.1 302 Found\r\nLocation: /\r\n\r\nHTTP/1.1 200 OK\r\n\r\n',
].map((text) => Buffer.from(text, 'latin1'));

/** An answer as a server, a broken one, or something else would give it. */
export function httpAnswer(generator: Generator): Uint8Array {
  switch (generator.below(8)) {
    case 0:
      return generator.bytes(60);
    case 1:
      return Buffer.from(generator.pick(['HTTP/1.1 103 A\r\n\r\n', 'HTTP/1.1 200 OK\r\nA: ', 'A: b\r\n']).repeat(generator.below(300)) + generator.words(PIECES, 4), 'latin1');
    case 2:
    case 3:
      return Buffer.from(generator.words(PIECES, 12), 'latin1');
    default:
      return generator.mutate(generator.pick(VALID));
  }
}

/** One line and its end, or a whole informational answer, as RFC 9112 has them. */
const INFORMATIONAL = /^HTTP\/1\.[01] 1(?!01)\d\d( [^\n]*|\r)?\n((?!\r?\n)[^\n]*\n)*\r?\n/;
const SUCCESS = /^HTTP\/1\.[01] 2\d\d(?: [^\n]*|\r)?\n((?:(?!\r?\n)[^\n]*\n)*)\r?\n/;

/** Whether some bytes may open a gate, told in another way than the waiter does: by patterns over the whole text. */
export function mayOpenHttp(bytes: Uint8Array): boolean {
  let text = Buffer.from(bytes).toString('latin1');
  while (INFORMATIONAL.test(text)) text = text.replace(INFORMATIONAL, '');
  const header = SUCCESS.exec(text)?.[1];
  if (header === undefined || header.includes('\0')) return false;
  const unfolded = header.replace(/\r?\n[ \t]+/g, ' ');
  return [...unfolded.matchAll(/^startgate-status:([^\n]*)$/gim)].every(([, value]) => (value as string).trim() === 'ready');
}
