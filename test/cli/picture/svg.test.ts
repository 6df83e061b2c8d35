import { expect, test } from 'vitest';
import { svgOf } from '../../../src/cli/picture/svg';
import { CHAIN, HOSTILE, MIXED, OUTSIDE, PAIR, TWENTY } from './samples';

test('the same workload is the same picture, byte for byte', () => {
  expect(svgOf([structuredClone(TWENTY)])).toBe(svgOf([TWENTY]));
});

test('every container stands in the graph and in the timeline, every gate on an arrow', () => {
  const svg = svgOf([MIXED]);
  const [graph, timeline] = svg.split('class="timeline"') as [string, string];
  for (let index = 0; index < MIXED.containers.length; index++) {
    expect(graph).toContain(`data-keys="c0-${index}"`);
    expect(timeline).toContain(`data-keys="c0-${index}"`);
  }
  expect(graph.match(/class="part gate /gu)).toHaveLength(MIXED.gates.length);
});

test('a gate says its verdict by its class, not by its colour alone', () => {
  const verdicts = [...svgOf([OUTSIDE]).matchAll(/class="part gate (\w+)"/gu)].map(([, verdict]) => verdict);
  expect(verdicts).toEqual(['closed', 'closed', 'none']);
});

test('nothing that a name says becomes markup', () => {
  const svg = svgOf([HOSTILE]);
  expect(svg).not.toContain('<script');
  expect(svg.match(/<title>/gu)).toHaveLength(svg.match(/<\/title>/gu)!.length);
});

test('a picture needs nothing from outside', () => {
  const svg = svgOf([PAIR, MIXED, TWENTY]).replace('http://www.w3.org/2000/svg', '');
  expect(svg).not.toMatch(/https?:|url\(|@import|href/u);
});

test('a picture follows the colour scheme of who looks', () => {
  expect(svgOf([PAIR])).toContain('@media (prefers-color-scheme:dark)');
});

test('the legend has only the signs that are in use', () => {
  const legend = (svg: string): string[] => [
    ...svg.split('class="legend"')[1]!.matchAll(/<text[^>]*>([^<]*)</gu),
  ].map(([, words]) => words!);
  expect(legend(svgOf([PAIR]))).toEqual([
    'native sidecar, until it is ready', 'container, until it is ready', 'gate: no fault opens it early', 'not created yet',
  ]);
});

test('a chain of twenty runs down, no wider than a page', () => {
  expect(Number(/width="(\d+)"/u.exec(svgOf([CHAIN]))![1])).toBeLessThan(1300);
});
