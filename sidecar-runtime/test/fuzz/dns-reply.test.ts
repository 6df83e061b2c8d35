import { expect, test } from 'vitest';
import { decodeReply, TYPE, type Question } from '../../src/resolver/dns-message.ts';
import { dnsReply, type DnsRecord } from '../support/dns-reply.ts';
import { announce, fuzz, type Generator } from './generator.ts';

announce('answers of name servers');

const QUESTION: Question = { id: 0x1234, name: 'db.shop.svc', type: TYPE.A };
const NAMES = ['db.shop.svc', 'DB.shop.svc', 'a', 'b', 'other.svc'];

function record(generator: Generator): DnsRecord {
  const owner = generator.pick(NAMES);
  if (generator.once(3)) return { owner, type: 5, alias: generator.pick(NAMES) };
  return { owner, type: generator.pick([1, 1, 1, 28, 16]), data: generator.once(4) ? generator.bytes(20) : Uint8Array.from({ length: 4 }, () => generator.below(256)) };
}

/** A reply as a server writes it, mostly with some bytes changed. */
function reply(generator: Generator): Uint8Array {
  const answers = Array.from({ length: generator.below(6) }, () => record(generator));
  const bytes = dnsReply(QUESTION, { answers, code: generator.once(4) ? generator.below(6) : 0, truncated: generator.once(8) });
  return generator.mutate(bytes);
}

test('50,000 replies give no address that is not written in them, and none to another question', () => {
  const seen = { addresses: 0, 'no such name': 0, truncated: 0, failed: 0, none: 0 };
  fuzz(50_000, reply, (bytes) => {
    const found = decodeReply(bytes, QUESTION);
    seen[found?.kind ?? 'none']++;
    if (found === undefined) return;
    const view = Buffer.from(bytes);
    expect([view.readUInt16BE(0), view.readUInt16BE(2) & 0xf800]).toEqual([QUESTION.id, 0x8000]);
    if (found.kind === 'addresses') expect(found.addresses.every((address) => view.includes(Buffer.from(address.split('.').map(Number)), 12))).toBe(true);
  });
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(500);
}, 120_000);

/** Counts how often a byte of a message is looked at. */
function counted(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly count: () => number } {
  let count = 0;
  const counting: Uint8Array = new Proxy(bytes, {
    get: (target, name) => {
      if (typeof name === 'string' && name >= '0' && name < ':') count++;
      if (name === 'subarray') {
        return (start: number, end: number) => {
          count += end - start;
          return target.subarray(start, end);
        };
      }
      return Reflect.get(target, name, target) as unknown;
    },
  });
  return { bytes: counting, count: () => count };
}

/** The longest reply over TCP that there is, full of names that lead on to each other. */
function hostile(generator: Generator): Uint8Array {
  const bytes = new Uint8Array(65_535);
  bytes.set(dnsReply(QUESTION, {}));
  bytes.set([0xff, 0xff], 6);
  const length = 1 + generator.below(63);
  const pointer = generator.below(0x4000);
  for (let at = bytes.indexOf(1, 24) + 4; at < bytes.length; at++) {
    if (generator.once(1000)) bytes[at] = 0xc0;
    else if (at % (length + 1) === 0) bytes[at] = length;
    else bytes[at] = generator.once(3) ? 0 : pointer & 0xff;
  }
  return bytes;
}

test('300 replies of 64 KiB are read with at most 300,000 looks at a byte each', () => {
  fuzz(300, (generator) => counted(hostile(generator)), ({ bytes, count }) => {
    decodeReply(bytes, QUESTION);
    expect(count()).toBeLessThan(300_000);
  });
}, 120_000);

test('records that all point to the same name of 60 KiB are read with at most 300,000 looks at a byte', () => {
  const question = dnsReply(QUESTION, {});
  const record = [0xc0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0];
  const records = new Array<number[]>(1000).fill(record).flat();
  const bytes = new Uint8Array(65_535).fill(1);
  const name = question.length + records.length;
  bytes.set([...question, ...records]);
  bytes.set([0xff, 0xff], 6);
  for (let at = question.length; at < name; at += record.length) bytes.set([0xc0 | (name >> 8), name & 0xff], at);
  // One of the two ends the name, whichever is the length of a label.
  bytes.fill(0, bytes.length - 2);
  const { bytes: counting, count } = counted(bytes);
  expect(decodeReply(counting, QUESTION)).toEqual({ kind: 'failed' });
  expect(count()).toBeLessThan(300_000);
});

test('50,000 times any bytes end no program', () => {
  fuzz(50_000, (generator) => generator.bytes(80), (bytes) => {
    const found = decodeReply(bytes, QUESTION);
    if (found !== undefined) expect([bytes[0], bytes[1]]).toEqual([0x12, 0x34]);
  });
}, 120_000);
