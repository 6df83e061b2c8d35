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

test('50,000 times any bytes end no program', () => {
  fuzz(50_000, (generator) => generator.bytes(80), (bytes) => {
    const found = decodeReply(bytes, QUESTION);
    if (found !== undefined) expect([bytes[0], bytes[1]]).toEqual([0x12, 0x34]);
  });
}, 120_000);
