import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeReply, encodeQuestion, TYPE, type Question } from '../../src/resolver/dns-message.ts';
import { dnsReply, type DnsRecord } from '../support/dns-reply.ts';

const QUESTION: Question = { id: 0x1234, name: 'db.shop', type: TYPE.A };
const A = (owner: string, ...ip: number[]): DnsRecord => ({ owner, type: 1, data: Uint8Array.from(ip) });

describe('encodeQuestion', () => {
  test('asks for one type, with recursion', () => {
    const name = [2, 0x64, 0x62, 4, 0x73, 0x68, 0x6f, 0x70, 0];
    expect([...(encodeQuestion(QUESTION) ?? [])]).toEqual([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...name, 0, 1, 0, 1]);
  });

  test.each(['', 'a..b', '.a', `${'x'.repeat(64)}.a`, Array.from({ length: 64 }, () => 'abc').join('.')])('fails for %j', (name) => {
    expect(encodeQuestion({ ...QUESTION, name })).toBe(undefined);
  });
});

describe('decodeReply', () => {
  test('gives the addresses', () => {
    expect(decodeReply(dnsReply(QUESTION, { answers: [A('db.shop', 10, 0, 0, 1), A('DB.shop', 10, 0, 0, 2)] }), QUESTION)).toEqual({ kind: 'addresses', addresses: ['10.0.0.1', '10.0.0.2'] });
  });

  test('gives IPv6 addresses', () => {
    const question: Question = { ...QUESTION, type: TYPE.AAAA };
    const data = Uint8Array.of(0xfd, 0, ...new Array<number>(13).fill(0), 7);
    expect(decodeReply(dnsReply(question, { answers: [{ owner: 'db.shop', type: 28, data }] }), question)).toEqual({ kind: 'addresses', addresses: ['fd00:0:0:0:0:0:0:7'] });
  });

  test('follows aliases in any order, also in a circle', () => {
    const answers: DnsRecord[] = [A('c', 10, 0, 0, 3), { owner: 'b', type: 5, alias: 'c' }, { owner: 'db.shop', type: 5, alias: 'b' }, { owner: 'c', type: 5, alias: 'db.shop' }];
    expect(decodeReply(dnsReply(QUESTION, { answers }), QUESTION)).toEqual({ kind: 'addresses', addresses: ['10.0.0.3'] });
  });

  test('leaves out what belongs to another name, type or length', () => {
    const answers: DnsRecord[] = [A('other', 10, 0, 0, 1), { owner: 'db.shop', type: 16, data: Uint8Array.of(1, 2, 3, 4) }, A('db.shop', 10, 0, 0)];
    expect(decodeReply(dnsReply(QUESTION, { answers }), QUESTION)).toEqual({ kind: 'addresses', addresses: [] });
  });

  test.each<[string, object, object]>([
    ['no such name', { code: 3 }, { kind: 'no such name' }],
    ['a failed server', { code: 2 }, { kind: 'failed' }],
    ['a refusal', { code: 5 }, { kind: 'failed' }],
    ['an answer that is too long', { truncated: true }, { kind: 'truncated' }],
  ])('tells %s', (_, options, reply) => {
    expect(decodeReply(dnsReply(QUESTION, options), QUESTION)).toEqual(reply);
  });

  test.each<[string, Question]>([
    ['id', { ...QUESTION, id: 0x1235 }],
    ['name', { ...QUESTION, name: 'db.shoq' }],
    ['type', { ...QUESTION, type: TYPE.AAAA }],
  ])('is none for a question with another %s', (_, other) => {
    expect(decodeReply(dnsReply(other, { answers: [A('db.shop', 10, 0, 0, 1)] }), QUESTION)).toBe(undefined);
  });

  test('is none for a question that came back', () => {
    expect(decodeReply(encodeQuestion(QUESTION) ?? new Uint8Array(0), QUESTION)).toBe(undefined);
  });

  test('fails, and ends, for a name that points to itself', () => {
    const question = encodeQuestion(QUESTION) ?? new Uint8Array(0);
    const bytes = Uint8Array.of(...question, 0xc0, question.length, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4);
    bytes.set([0x81, 0x80, 0, 1, 0, 1], 2);
    expect(decodeReply(bytes, QUESTION)).toEqual({ kind: 'failed' });
  });

  test('fails for a name of more than 255 octets', () => {
    const longest = `${`${'x'.repeat(49)}.`.repeat(5)}yyy`;
    const reply = (alias: string): Uint8Array => dnsReply(QUESTION, { answers: [{ owner: 'other', type: 5, alias }] });
    expect(decodeReply(reply(longest), QUESTION)).toEqual({ kind: 'addresses', addresses: [] });
    expect(decodeReply(reply(`${longest}y`), QUESTION)).toEqual({ kind: 'failed' });
  });

  test('takes the addresses of the first 256 records, and leaves the rest unread', () => {
    const answers = Array.from({ length: 1000 }, (_, index) => A('db.shop', 10, 0, index >> 8, index & 0xff));
    const reply = decodeReply(dnsReply(QUESTION, { answers }), QUESTION);
    expect(reply).toEqual({ kind: 'addresses', addresses: Array.from({ length: 256 }, (_, index) => `10.0.0.${index}`) });
  });

  test('fails when none of the first 256 records is an address of the name, and there are more', () => {
    const others = Array.from({ length: 256 }, () => A('other', 10, 0, 0, 1));
    expect(decodeReply(dnsReply(QUESTION, { answers: [...others, A('db.shop', 10, 0, 0, 2)] }), QUESTION)).toEqual({ kind: 'failed' });
    expect(decodeReply(dnsReply(QUESTION, { answers: others }), QUESTION)).toEqual({ kind: 'addresses', addresses: [] });
  });

  test('never throws, and never finds what is not there, in bytes that were cut or changed', () => {
    const whole = dnsReply(QUESTION, { answers: [{ owner: 'db.shop', type: 5, alias: 'c' }, A('c', 10, 0, 0, 3)] });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 3 }), (length, changes) => {
        const bytes = whole.slice(0, length);
        for (const [at, byte] of changes) bytes[at] = byte;
        expect(decodeReply(bytes, QUESTION)).not.toEqual({ kind: 'addresses', addresses: ['10.0.0.3'] });
      }),
      { numRuns: 2000 },
    );
  });
});
