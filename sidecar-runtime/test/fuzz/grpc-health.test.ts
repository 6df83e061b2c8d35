import { expect, test } from 'vitest';
import { isPrintable } from '../../src/waiter/bytes.ts';
import { HealthReader, type HealthStep } from '../../src/waiter/grpc-health.ts';
import { decodeFields, literalField } from '../../src/waiter/hpack.ts';
import { announce, fuzz } from './generator.ts';
import { grpcAnswer, mayOpenGrpc } from './grpc-cases.ts';

announce('gRPC answers');

test('60,000 answers open nothing that does not say SERVING, 200 and 0, and say nothing that is not printable', () => {
  const seen = { open: 0, closed: 0, failed: 0, more: 0 };
  fuzz(60_000, grpcAnswer, (bytes) => {
    const { answer } = new HealthReader().push(bytes);
    seen[answer?.state ?? 'more']++;
    if (answer?.state === 'open') expect(mayOpenGrpc(bytes)).toBe(true);
    else if (answer !== undefined) expect(isPrintable(answer.reason)).toBe(true);
  });
  expect(seen.failed).toBe(0);
  for (const count of [seen.open, seen.closed, seen.more]) expect(count).toBeGreaterThan(1000);
});

test('20,000 answers are read the same, however they are cut', () => {
  fuzz(20_000, grpcAnswer, (bytes, generator) => {
    const reader = new HealthReader();
    let answer: HealthStep['answer'];
    for (const piece of generator.cut(bytes)) answer ??= reader.push(piece).answer;
    expect(answer).toEqual(new HealthReader().push(bytes).answer);
  });
});

test('40,000 header blocks give no more fields than bytes, and no text that was not there', () => {
  const valid = Buffer.concat([literalField('grpc-status', '0'), literalField(31, 'application/grpc'), Buffer.from('40032a4b6f82640288be20', 'hex')]);
  fuzz(40_000, (generator) => (generator.once(3) ? generator.bytes(60) : generator.mutate(valid)), (block) => {
    const fields = decodeFields(block, 64);
    if (fields === undefined) return;
    expect(fields.length).toBeLessThanOrEqual(block.length);
    // The shortest Huffman code has five bits; a text of the static table has at most twelve characters.
    for (const [name, value] of fields) expect(name.length + value.length).toBeLessThanOrEqual(Math.ceil((block.length * 8) / 5) + 24);
  });
});
