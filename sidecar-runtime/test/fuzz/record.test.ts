import { expect, test } from 'vitest';
import { isPrintable } from '../../src/waiter/bytes.ts';
import { parseRecord, type StateRecord } from '../../src/waiter/record.ts';
import { announce, fuzz } from './generator.ts';
import { PHASES, recordBytes } from './record-cases.ts';

announce('state files');

test('50,000 records say nothing that is not written in them, and nothing that is not printable', () => {
  const seen = { record: 0, none: 0 };
  fuzz(50_000, recordBytes, (bytes) => {
    const record = parseRecord(bytes);
    if (record === undefined) {
      seen.none++;
      return;
    }
    seen.record++;
    const written = JSON.parse(Buffer.from(bytes).toString('latin1')) as StateRecord;
    const { version, phase, exitCode, ran, waitedMs } = record;
    expect([version, phase, exitCode, ran, waitedMs]).toEqual([2, written.phase, written.exitCode, written.ran, written.waitedMs]);
    expect(PHASES).toContain(phase);
    if (exitCode !== undefined) expect(exitCode >= 0 && exitCode <= 255 && Number.isInteger(exitCode)).toBe(true);
    expect(record.gates.map(({ state }) => state)).toEqual(written.gates.map(({ state }) => state));
    const texts = [record.name, record.bootId, record.networkNamespace, record.sandbox ?? '', record.networkCookie ?? '', ...record.gates.flatMap(({ target, reason = '' }) => [target, reason])];
    expect(texts.every(isPrintable)).toBe(true);
  });
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5000);
});
