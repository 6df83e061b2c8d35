import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeRecord, parseRecord, RECORD_LIMIT, type StateRecord } from '../../src/waiter/record.ts';
import { checkProperty } from '../support/check-property.ts';
import { bytesOf } from '../support/virtual-stream.ts';

const RECORD: StateRecord = {
  version: 2,
  name: 'app',
  phase: 'ended',
  exitCode: 3,
  ran: true,
  waitedMs: 1200,
  gates: [{ target: 'proxy', state: 'closed', reason: 'http 503' }, { target: 'db', state: 'open' }, { target: 'x', state: 'failed', reason: 'y' }],
  bootId: 'boot',
  networkNamespace: 'net:[1]',
  sandbox: 'a'.repeat(64),
  networkCookie: '18446744073709551615',
};

test('what is written reads the same', () => {
  expect(parseRecord(encodeRecord(RECORD))).toEqual(RECORD);
  const { exitCode: _code, ran: _ran, waitedMs: _waited, sandbox: _sandbox, networkCookie: _cookie, ...short } = RECORD;
  expect(parseRecord(encodeRecord({ ...short, phase: 'waiting', once: true }))).toEqual({ ...short, phase: 'waiting', once: true });
});

test('leaves gates out rather than growing over 64 KiB', () => {
  const gates = Array.from({ length: 1000 }, () => ({ target: '"'.repeat(200), state: 'closed', reason: 'x'.repeat(200) }) as const);
  const bytes = encodeRecord({ ...RECORD, gates });
  expect(bytes.length).toBeLessThanOrEqual(RECORD_LIMIT);
  expect(parseRecord(bytes)?.gates.length).toBe(62);
});

test.each<[string, unknown]>([
  ['an earlier version', { ...RECORD, version: 1 }],
  ['an unknown phase', { ...RECORD, phase: 'done' }],
  ['no gates', { ...RECORD, gates: undefined }],
  ['a gate that is none', { ...RECORD, gates: [1] }],
  ['a gate without a target', { ...RECORD, gates: [{ state: 'open' }] }],
  ['a gate in an unknown state', { ...RECORD, gates: [{ target: 'a', state: 'ajar' }] }],
  ['a reason that is no text', { ...RECORD, gates: [{ target: 'a', state: 'closed', reason: 1 }] }],
  ['no name', { ...RECORD, name: undefined }],
  ['no boot', { ...RECORD, bootId: 1 }],
  ['no network namespace', { ...RECORD, networkNamespace: null }],
  ['a sandbox that is no text', { ...RECORD, sandbox: null }],
  ['a cookie that is no text', { ...RECORD, networkCookie: 7 }],
  ['an exit code that is none', { ...RECORD, exitCode: 256 }],
  ['a fraction of an exit code', { ...RECORD, exitCode: 0.5 }],
  ['an exit code as text', { ...RECORD, exitCode: '0' }],
  ['ran that is no truth', { ...RECORD, ran: 'yes' }],
  ['once that is no yes', { ...RECORD, once: false }],
  ['negative time', { ...RECORD, waitedMs: -1 }],
  ['an array', [RECORD]],
  ['null', null],
])('refuses %s', (_, value) => {
  expect(parseRecord(bytesOf(JSON.stringify(value)))).toBeUndefined();
});

test('refuses what is no JSON, and what is too long', () => {
  expect(parseRecord(bytesOf('{'))).toBeUndefined();
  expect(parseRecord(bytesOf(JSON.stringify(RECORD).padEnd(RECORD_LIMIT + 1)))).toBeUndefined();
});

test('hands on printable text only', () => {
  const record = parseRecord(bytesOf(JSON.stringify({ ...RECORD, name: '\u001b[31m', gates: [{ target: '\n', state: 'closed', reason: '\0' }] })));
  expect([record?.name, record?.gates]).toEqual(['?[31m', [{ target: '?', state: 'closed', reason: '?' }]]);
});

test('never fails, and never makes up an end, whatever comes in', () => {
  checkProperty(fc.property(fc.record({ version: fc.constantFrom(1, 2, '1'), phase: fc.constantFrom('ended', 'started', 1), exitCode: fc.anything(), gates: fc.oneof(fc.constant([]), fc.anything()), name: fc.constant('a'), bootId: fc.constant('b'), networkNamespace: fc.constant('c') }, { requiredKeys: [] }), (value) => {
    const text = JSON.stringify(value);
    const record = parseRecord(bytesOf(text));
    if (record?.phase === 'ended') expect((JSON.parse(text) as StateRecord).phase).toBe('ended');
    if (record?.exitCode === 0) expect((JSON.parse(text) as StateRecord).exitCode).toBe(0);
  }));
  checkProperty(fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
    expect(parseRecord(bytes)).toBeUndefined();
  }));
});
