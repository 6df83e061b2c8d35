import { expect, test } from 'vitest';
import { allOf, eachPart, partsOf, portsOf } from '../../src/private/check-parts';
import type { CheckModel, SingleCheck } from '../../src/private/model';
import { READY } from './support';

const FILE: SingleCheck = { kind: 'file', path: '/ready' };
const BOTH: CheckModel = { kind: 'all', checks: [READY, FILE] };

test('a check is its only part, and several are all parts of one', () => {
  expect([partsOf(READY), partsOf(BOTH)]).toEqual([[READY], [READY, FILE]]);
  expect([allOf([READY]), allOf([READY, FILE])]).toEqual([READY, BOTH]);
});

test('a change reaches each part', () => {
  expect(eachPart(BOTH, (part) => ({ ...part, timeoutMs: 2000 }))).toEqual({
    kind: 'all', checks: [{ ...READY, timeoutMs: 2000 }, { ...FILE, timeoutMs: 2000 }],
  });
});

test('the ports are those of its parts, where they are numbers', () => {
  expect(portsOf({ kind: 'all', checks: [READY, FILE, { ...READY, port: 'admin' }, { kind: 'tcpSocket', port: 9090, listensOn: 'all' }] })).toEqual([8080, 9090]);
});
