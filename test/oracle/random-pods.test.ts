import { beforeAll, expect, test, vi } from 'vitest';
import { classOf } from './check-pod';
import { playRange, podText } from './run';
import { shrink } from './shrink';

beforeAll(() => {
  vi.spyOn(process, 'emitWarning').mockReturnValue(undefined);
});

test('20,000 random Pods start as declared under every single fault, or the library says how not', () => {
  const found = new Map<string, string>();
  const counts = playRange({ seed: '20261129', from: 1, count: 20_000 }, ({ number, drawn, violation }) => {
    if (!found.has(classOf(violation))) found.set(classOf(violation), `#${number} ${violation.text}\n${podText(shrink(drawn, classOf(violation)))}`);
  });
  expect([...found].map(([name, text]) => `${name}: ${text}`)).toEqual([]);
  expect(counts.accepted).toBeGreaterThan(counts.pods / 3);
  expect(counts.plays).toBeGreaterThan(5 * counts.accepted);
}, 300_000);
