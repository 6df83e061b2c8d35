import { beforeAll, expect, test, vi } from 'vitest';
import { readShownFaults } from '../../e2e/support/shown';
import { ALL_KINDS, describePod, STRIKES, type DrawnPod } from '../../e2e/faults/drawn-pod';
import { failsOpen } from '../../e2e/faults/fails-open';
import { drawnFault, playDrawn } from './drawn-fault';

const SHOWN = readShownFaults()!;
const MINOR = Number(SHOWN.version.split('.')[1]);

beforeAll(() => {
  vi.spyOn(process, 'emitWarning').mockReturnValue(undefined);
});

test('the Pods and faults that a node was given fare as they did there', () => {
  const opened: DrawnPod[] = [];
  let faults = 0;
  let early = 0;
  for (let number = 1; number <= SHOWN.runs; number++) {
    const drawn = drawnFault(SHOWN.seed, number, SHOWN.kinds);
    faults += drawn.containers.filter(({ behaviour }) => behaviour !== 'at once').length + (drawn.strike === undefined ? 0 : 1);
    for (const { gate } of playDrawn(drawn, MINOR)) {
      if (failsOpen(gate.mechanism, MINOR)) opened.push(drawn);
      else early++;
    }
  }
  expect(faults, 'the same Pods').toBe(SHOWN.faults);
  expect(early).toBe(SHOWN.early);
  // A run on a node ends when its fault has shown, and where a restart comes too late for a hook is chance: there a few less are seen.
  expect(opened.length).toBeGreaterThanOrEqual(SHOWN.opened);
  expect(opened.length).toBeLessThan(SHOWN.opened * 1.2);
}, 60_000);

test('Pods that are drawn today, with every kind of strike, open no gate that fails closed', () => {
  const early: string[] = [];
  const struck = new Set<string>();
  for (let number = 1; number <= 300; number++) {
    const drawn = drawnFault('every strike', number, ALL_KINDS);
    if (drawn.strike !== undefined) struck.add(drawn.strike.kind);
    for (const { gate } of playDrawn(drawn, MINOR)) if (!failsOpen(gate.mechanism, MINOR)) early.push(describePod(drawn));
  }
  expect({ early, struck }).toEqual({ early: [], struck: new Set(STRIKES) });
}, 60_000);
