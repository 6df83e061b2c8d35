import { describe, expect, test, vi } from 'vitest';
import { drawDeclarable, withoutWaiter } from '../../../e2e/faults/declare-pod';
import { BLOCKS, blockingOf, describePod, type DrawnPod, faultsOf, STRIKES } from '../../../e2e/faults/drawn-pod';
import { isTaken } from '../../../e2e/faults/fault-scenarios';
import { Mechanism } from '../../../src';

// every hook that is drawn warns of itself
vi.spyOn(process, 'emitWarning').mockReturnValue();

const DRAWN = Array.from({ length: 300 }, (_, index) => drawDeclarable('test', index, isTaken));

describe('300 Pods of a seed', () => {
  test('can all be synthesized, and are the same the next time', () => {
    expect(Array.from({ length: 20 }, (_, index) => drawDeclarable('test', index, isTaken))).toEqual(DRAWN.slice(0, 20));
  });

  test('have every mechanism, also several in one Pod', () => {
    expect(new Set(DRAWN.flatMap(({ gates }) => gates.map(({ mechanism }) => mechanism)))).toEqual(new Set(Object.values(Mechanism)));
    expect(DRAWN.filter(({ gates }) => new Set(gates.map(({ mechanism }) => mechanism)).size > 1).length).toBeGreaterThan(30);
  });

  test('have every fault', () => {
    expect(new Set(DRAWN.flatMap(
      ({ containers }) => containers.map(({ behaviour }) => behaviour),
    ))).toEqual(new Set(['at once', 'late', 'flaps', ...BLOCKS]));
    expect(new Set(DRAWN.flatMap(({ strike }) => strike?.kind ?? []))).toEqual(new Set(STRIKES));
  });

  test('have two to five containers, each of which but the first waits for another', () => {
    expect(new Set(DRAWN.map(({ containers }) => containers.length))).toEqual(new Set([2, 3, 4, 5]));
    for (const { containers, gates } of DRAWN) {
      expect(new Set(gates.map(({ dependent }) => dependent))).toEqual(new Set(containers.slice(1).map(({ name }) => name)));
    }
  });

  test('are never struck where one container blocks already', () => {
    expect(DRAWN.filter((drawn) => blockingOf(drawn) !== undefined && drawn.strike !== undefined)).toEqual([]);
  });
});

const POD: DrawnPod = {
  containers: [
    { name: 'c0', behaviour: 'binary missing', warmUpMilliseconds: 700 }, { name: 'c1', behaviour: 'late', warmUpMilliseconds: 800 },
  ],
  gates: [{ dependent: 'c1', dependency: 'c0', mechanism: Mechanism.GUARD }],
  strike: { kind: 'kill both', gate: { dependent: 'c1', dependency: 'c0', mechanism: Mechanism.GUARD }, afterMilliseconds: 5 },
  sharedProcesses: true,
};

test('the missing binary of a guard is missing in the dependent', () => {
  expect(withoutWaiter(POD)).toEqual(['c1']);
});

test('a Pod is described in one line', () => {
  expect(describePod(POD)).toBe('c0: binary missing; c1: late (800 ms); c1 -> c0 (guard); kill both of c1 -> c0, after 5 ms; one process namespace');
});

test('what is ready at once is no fault, everything else is one', () => {
  expect(faultsOf(POD)).toBe(3);
  expect(faultsOf({ ...POD, containers: [{ name: 'c0', behaviour: 'at once', warmUpMilliseconds: 1 }], strike: undefined })).toBe(0);
});

test('fails when nothing that is drawn can be synthesized', () => {
  expect(() => drawDeclarable('7', 3, () => false)).toThrow(new Error('seed 7, run 3: no draw of a hundred could be synthesized'));
});
