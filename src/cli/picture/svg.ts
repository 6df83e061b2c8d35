import { door, DOOR } from './door';
import { drawGraph, type Drawing } from './graph-drawing';
import { Keys } from './keys';
import type { PicturedWorkload } from './model';
import { pictureStyle, SIZE } from './style';
import { textWidth } from './text-size';
import { drawTimeline } from './timeline-drawing';
import { element, escapeXml } from './xml';

const MARGIN = 24;
const GAP = 28;
const BETWEEN = 40;
const HEADER = 48;

/** All workloads, one below the other, as one SVG that needs nothing else. */
export function svgOf(workloads: readonly PicturedWorkload[]): string {
  const drawings = workloads.map((workload, index) => drawWorkload(workload, index));
  const legend = drawLegend(workloads);
  const width = Math.max(legend.width, ...drawings.map((drawing) => drawing.width));
  let y = MARGIN;
  const parts: string[] = [];
  for (const drawing of [...drawings, legend]) {
    parts.push(element('g', { transform: `translate(${MARGIN} ${Math.round(y)})` }, drawing.markup));
    y += drawing.height + (drawing === drawings.at(-1) ? GAP : BETWEEN);
  }
  const height = y - BETWEEN + MARGIN;
  return `${frame({ width: width + 2 * MARGIN, height, markup: parts.join('') }, workloads.map(({ title }) => title).join(', '), true)}\n`;
}

/** One workload of a page: the page has the style and the legend. */
export function svgPart(workload: PicturedWorkload, index: number): string {
  const drawing = drawWorkload(workload, index);
  return frame({ width: drawing.width + 2 * MARGIN, height: drawing.height + 2 * MARGIN, markup: element('g', { transform: `translate(${MARGIN} ${MARGIN})` }, drawing.markup) }, workload.title, false);
}

/** What the signs mean, as a picture of its own. */
export function svgLegend(workloads: readonly PicturedWorkload[]): string {
  const { width, height, markup } = drawLegend(workloads);
  return frame({ width: width + 2 * MARGIN, height: height + MARGIN, markup: element('g', { transform: `translate(${MARGIN} ${MARGIN / 2})` }, markup) }, 'what the signs mean', false);
}

function frame({ width, height, markup }: Drawing, title: string, styled: boolean): string {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  return element(
    'svg', { xmlns: 'http://www.w3.org/2000/svg', width: w, height: h, viewBox: `0 0 ${w} ${h}`, role: 'img' },
    element('title', {}, escapeXml(`Start order of ${title}`)),
    ...(styled ? [element('style', {}, pictureStyle())] : []),
    element('rect', { class: 'surface', width: w, height: h }),
    markup,
  );
}

function drawWorkload(workload: PicturedWorkload, index: number): Drawing {
  const keys = new Keys(index, workload);
  const graph = drawGraph(workload, keys);
  const timeline = drawTimeline(workload, keys);
  const header = [
    element('text', { class: 'title', x: 0, y: 14 }, escapeXml(workload.title)),
    element('text', { x: 0, y: 32 }, escapeXml(workload.subtitle)),
  ];
  return {
    width: Math.max(graph.width, timeline.width, textWidth(workload.title, SIZE.title, 'sans') * 1.1, textWidth(workload.subtitle, SIZE.small, 'sans')),
    height: HEADER + graph.height + GAP + timeline.height,
    markup: [
      ...header,
      element('g', { transform: `translate(0 ${HEADER})` }, graph.markup),
      element('g', { transform: `translate(0 ${Math.round(HEADER + graph.height + GAP)})` }, timeline.markup),
    ].join(''),
  };
}

/** Only the signs that are in use. */
function drawLegend(workloads: readonly PicturedWorkload[]): Drawing {
  const containers = workloads.flatMap((workload) => workload.containers);
  const gates = workloads.flatMap((workload) => workload.gates);
  const swatch = (role: string) => (x: number): string => element('g', { class: role }, element('rect', { class: 'bar', x, y: 2, width: 14, height: 12 }));
  const signs: [boolean, string, (x: number) => string][] = [
    [containers.some(({ role }) => role === 'init'), 'init container, until its end', swatch('init')],
    [containers.some(({ role }) => role === 'native'), 'native sidecar, until ready', swatch('native')],
    [containers.some(({ role }) => role === 'regular'), 'container, until ready', swatch('regular')],
    [gates.some(({ closed }) => closed), 'gate: no fault opens it early', (x) => door(x + DOOR.width / 2, 8, true)],
    [gates.some(({ closed }) => !closed), 'gate that a fault can open', (x) => door(x + DOOR.width / 2, 8, false)],
    [true, 'not made yet', (x) => element('path', { class: 'waits', d: `M${x} 8H${x + 22}` })],
    [containers.some(({ guarded }) => guarded), 'waits behind its guard', (x) => element('path', { class: 'guards', d: `M${x} 8H${x + 22}` })],
  ];
  let [x, y] = [0, 0];
  const parts: string[] = [];
  let width = 0;
  for (const [, words, sign] of signs.filter(([used]) => used)) {
    const room = 30 + textWidth(words, SIZE.small, 'sans');
    if (x > 0 && x + room > LEGEND_WIDTH) [x, y] = [0, y + 22];
    parts.push(element('g', { transform: `translate(0 ${y})` }, sign(x), element('text', { x: x + 28, y: 12 }, words)));
    width = Math.max(width, x + room);
    x += room + 16;
  }
  return { width, height: y + 18, markup: element('g', { class: 'legend' }, ...parts) };
}

const LEGEND_WIDTH = 700;
