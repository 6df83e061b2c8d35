import { expect, test } from 'vitest';
import { layOut } from '../../../src/cli/picture/graph-layout';
import type { PicturedWorkload } from '../../../src/cli/picture/model';

const SIZE = { width: 130, height: 40 };

/** A proxy that so many wait for, drawn in boxes of one size: how far from the left its middle stands, as a share of the width. */
function placeOfProxy(count: number): { readonly share: number; readonly runs: string } {
  const names = Array.from({ length: count }, (_, index) => `app-${index}`);
  const workload: PicturedWorkload = {
    title: 'Pod "web"', subtitle: '',
    containers: [
      { name: 'proxy', role: 'native', guarded: false }, ...names.map((name) => ({ name, role: 'regular' as const, guarded: false })),
    ],
    gates: names.map((dependent) => ({
      dependent, dependency: 'proxy', condition: 'healthy', label: 'startup probe', verdict: 'closed' as const,
    })),
  } as unknown as PicturedWorkload;
  const { runs, width, boxes } = layOut(workload, () => SIZE, (_gate, direction) => (direction === 'down'
    ? { width: 60, height: 24 }
    : { width: 3000, height: 24 }));
  return { runs, share: boxes.get('proxy')!.x / width };
}

test('what fits on a page stands in the middle', () => {
  const { runs, share } = placeOfProxy(4);
  expect({ runs, centred: share > 0.3 && share < 0.7 }).toEqual({ runs: 'down', centred: true });
});

test('what must be scrolled begins on the left, above the names of the timeline', () => {
  const { runs, share } = placeOfProxy(14);
  expect({ runs, left: share < 0.1 }).toEqual({ runs: 'down', left: true });
});
