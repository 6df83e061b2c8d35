import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWhole } from '../../src/waiter/http-end.ts';
import { checkProperty } from '../support/check-property.ts';
import { bytesOf } from '../support/virtual-stream.ts';

const STATUS = 'HTTP/1.1 503 Service Unavailable\r\n';

function ends(header: string, body: string): boolean {
  const head = `${header}\r\n`;
  return isWhole(bytesOf(`${head}${body}`), head.length);
}

describe('an answer is whole', () => {
  test.each<[string, string, string]>([
    ['with its length', `${STATUS}Content-Length: 4\r\n`, 'busy'],
    ['with a length of none', `${STATUS}Content-Length: 0\r\n`, ''],
    ['with its last chunk', `${STATUS}Transfer-Encoding: chunked\r\n`, '4\r\nbusy\r\n0\r\n\r\n'],
    ['with an empty chunk alone', `${STATUS}Transfer-Encoding: chunked\r\n`, '0\r\n\r\n'],
    ['with chunks that are counted in capitals', `${STATUS}Transfer-Encoding: chunked\r\n`, `1A\r\n${'x'.repeat(26)}\r\n000\r\n\r\n`],
    ['with names and values in other letters', `${STATUS}CONTENT-LENGTH: 1\r\nConnection: Keep-Alive\r\n`, 'x'],
    ['with a body that looks like the end of an answer', `${STATUS}Content-Length: 5\r\n`, '0\r\n\r\n'],
    ['beside fields that only begin alike', `${STATUS}Content-Type: a\r\nTrailer-Park: b\r\nContent-Length: 1\r\n`, 'x'],
  ])('%s', (_, header, body) => {
    expect(ends(header, body)).toBe(true);
  });
});

describe('an answer is not known to be whole', () => {
  test.each<[string, string, string]>([
    ['with a part of its body', `${STATUS}Content-Length: 5\r\n`, 'busy'],
    ['with bytes behind it', `${STATUS}Content-Length: 4\r\n`, 'busyH'],
    ['without its last chunk', `${STATUS}Transfer-Encoding: chunked\r\n`, '4\r\nbusy\r\n'],
    ['without the end of its last chunk', `${STATUS}Transfer-Encoding: chunked\r\n`, '0\r\n'],
    ['with bytes behind its last chunk', `${STATUS}Transfer-Encoding: chunked\r\n`, '0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'],
    ['with a chunk that is longer than it says', `${STATUS}Transfer-Encoding: chunked\r\n`, '3\r\nbusy\r\n0\r\n\r\n'],
    ['with a chunk without a size', `${STATUS}Transfer-Encoding: chunked\r\n`, '\r\n0\r\n\r\n'],
    ['with a chunk of a size that is no number', `${STATUS}Transfer-Encoding: chunked\r\n`, '0x0\r\n\r\n'],
    ['with a chunk that has an extension', `${STATUS}Transfer-Encoding: chunked\r\n`, '0;a=b\r\n\r\n'],
    ['with a trailer', `${STATUS}Transfer-Encoding: chunked\r\n`, '0\r\nA: b\r\n\r\n'],
    ['with chunks whose lines end with LF alone', `${STATUS}Transfer-Encoding: chunked\r\n`, '0\n\n'],
    ['without a length', STATUS, ''],
    ['with two lengths', `${STATUS}Content-Length: 1\r\nContent-Length: 1\r\n`, 'x'],
    ['with a length and chunks', `${STATUS}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n`, '0\r\n\r\n'],
    ['with a length that is no number', `${STATUS}Content-Length: +1\r\n`, 'x'],
    ['with an empty length', `${STATUS}Content-Length: \r\n`, ''],
    ['with another coding', `${STATUS}Transfer-Encoding: gzip, chunked\r\n`, '0\r\n\r\n'],
    ['with a space before the colon', `${STATUS}Content-Length : 1\r\n`, 'x'],
    ['with a field in two lines', `${STATUS}Content-Length: 1\r\nA: b\r\n c\r\n`, 'x'],
    ['with a CR in a field', `${STATUS}Content-Length: 1\r\nA: b\rc\r\n`, 'x'],
    ['with lines that end with LF alone', `${STATUS}A: b\nContent-Length: 1\r\n`, 'x'],
    ['when its connection ends', `${STATUS}Content-Length: 1\r\nConnection: close\r\n`, 'x'],
    ['when its connection becomes another', `${STATUS}Content-Length: 1\r\nConnection: keep-alive, Upgrade\r\n`, 'x'],
    ['of HTTP/1.0', 'HTTP/1.0 503 No\r\nConnection: keep-alive\r\nContent-Length: 1\r\n', 'x'],
  ])('%s', (_, header, body) => {
    expect(ends(header, body)).toBe(false);
  });
});

test('no whole answer is the beginning of another one', () => {
  const text = fc.string({ unit: 'binary-ascii', maxLength: 40 });
  const inChunks = fc.array(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 40 }), { maxLength: 4 }).map((chunks): [string, string] => [
    `${STATUS}Transfer-Encoding: chunked\r\n`,
    [...chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`), '0\r\n\r\n'].join(''),
  ]);
  const withLength = text.map((body): [string, string] => [`${STATUS}Content-Length: ${body.length}\r\n`, body]);
  checkProperty(fc.property(fc.oneof(inChunks, withLength), text, ([header, body], more) => {
    expect([ends(header, body), more !== '' && ends(header, body + more)]).toEqual([true, false]);
    for (let length = 0; length < body.length; length++) expect(ends(header, body.slice(0, length))).toBe(false);
  }));
});
