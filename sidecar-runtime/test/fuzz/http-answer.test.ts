import { expect, test } from 'vitest';
import { ANSWER_LIMIT, HttpAnswerReader, judge, type HttpHead } from '../../src/waiter/http-answer.ts';
import { isPrintable } from '../../src/waiter/bytes.ts';
import { announce, fuzz } from './generator.ts';
import { httpAnswer, mayOpenHttp } from './http-cases.ts';

announce('http answers');

function read(pieces: readonly Uint8Array[]): HttpHead | 'garbage' | undefined {
  const reader = new HttpAnswerReader();
  for (const piece of pieces) {
    const head = reader.push(piece);
    if (head !== undefined) return head;
  }
  return undefined;
}

test('80,000 answers open nothing that no success opens, and say nothing that is not printable', () => {
  const seen = { open: 0, closed: 0, failed: 0, garbage: 0, more: 0 };
  fuzz(80_000, httpAnswer, (bytes) => {
    const head = read([bytes]);
    if (head === undefined) seen.more++;
    else if (head === 'garbage') seen.garbage++;
    else {
      const answer = judge(head);
      seen[answer.state]++;
      if (answer.state === 'open') expect(mayOpenHttp(bytes)).toBe(true);
      else expect(isPrintable(answer.reason)).toBe(true);
    }
    // What was never decided is never too long to be.
    if (head === undefined) expect(bytes.length).toBeLessThan(ANSWER_LIMIT);
  });
  // All kinds come up, or the cases would prove nothing.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
}, 120_000);

test('30,000 answers are read the same, however they are cut', () => {
  fuzz(30_000, httpAnswer, (bytes, generator) => {
    expect(kind(read(generator.cut(bytes)))).toEqual(kind(read([bytes])));
  });
}, 120_000);

/** An answer that is told to be garbage early, and one whose end makes it so, are the same. */
function kind(head: HttpHead | 'garbage' | undefined): unknown {
  return head === undefined || head === 'garbage' ? head : [head.status, [...head.headers]];
}
