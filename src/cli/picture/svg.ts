import { door } from './door';
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
const LEAST_ROOM = 640;

/**
 * All workloads, one below another, as one self-contained SVG.
 *
 * @param drawn gets the number of drawn workloads
 */
export function svgOf(workloads: readonly PicturedWorkload[], drawn?: (count: number) => void): string {
  const drawings = workloads.map((workload, index) => {
    drawn?.(index);
    return drawWorkload(workload, index);
  });
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
  const markup = element('g', { transform: `translate(${MARGIN} ${MARGIN})` }, drawing.markup);
  return frame({ width: drawing.width + 2 * MARGIN, height: drawing.height + 2 * MARGIN, markup }, workload.title, false);
}

/** The legend, as a separate picture. */
export function svgLegend(workloads: readonly PicturedWorkload[]): string {
  const legend = drawLegend(workloads);
  const markup = element('g', { transform: `translate(${MARGIN} ${MARGIN / 2})` }, legend.markup);
  return frame({ width: legend.width + 2 * MARGIN, height: legend.height + MARGIN, markup }, 'what the signs mean', false);
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
  const timeline = drawTimeline(workload, keys, Math.max(LEAST_ROOM, graph.width));
  const header = [
    element('text', { class: 'title', x: 0, y: 14 }, escapeXml(workload.title)),
    element('text', { x: 0, y: 32 }, escapeXml(workload.subtitle)),
  ];
  return {
    width: Math.max(
      graph.width, timeline.width,
      textWidth(workload.title, SIZE.title, 'sans') * 1.1, textWidth(workload.subtitle, SIZE.small, 'sans'),
    ),
    height: HEADER + graph.height + GAP + timeline.height,
    markup: [
      ...header,
      element('g', { transform: `translate(0 ${HEADER})` }, graph.markup),
      element('g', { transform: `translate(0 ${Math.round(HEADER + graph.height + GAP)})` }, timeline.markup),
    ].join(''),
  };
}

/** Only the used signs. */
function drawLegend(workloads: readonly PicturedWorkload[]): Drawing {
  const roles = new Set(workloads.flatMap(({ containers }) => containers.map(({ role }) => role)));
  const verdicts = new Set(workloads.flatMap(({ gates }) => gates.map(({ verdict }) => verdict)));
  const guards = workloads.some(({ containers }) => containers.some(({ guarded }) => guarded));
  const signs = [
    ...(['init', 'native', 'regular'] as const).filter((role) => roles.has(role)).map((role) => ({
      words: ROLES[role], sign: element('g', { class: role }, element('rect', { class: 'bar', x: 4, y: 2, width: 14, height: 12 })),
    })),
    ...(['closed', 'open', 'none', 'rejected'] as const)
      .filter((verdict) => verdicts.has(verdict))
      .map((verdict) => ({ words: VERDICTS[verdict], sign: door(11, 8, verdict) })),
    { words: 'not created yet', sign: element('path', { class: 'waits', d: 'M0 8H22' }) },
    ...(guards ? [{ words: 'created, its guard waits', sign: element('path', { class: 'guards', d: 'M0 8H22' }) }] : []),
  ];
  const column = 30 + Math.max(...signs.map(({ words }) => textWidth(words, SIZE.small, 'sans'))) + 20;
  const rows = Math.ceil(signs.length / COLUMNS);
  const parts = signs.map(({ words, sign }, index) => element(
    'g', { transform: `translate(${(index % COLUMNS) * column} ${Math.floor(index / COLUMNS) * 22})` }, sign, element('text', { x: 30, y: 12 }, words),
  ));
  const width = Math.min(COLUMNS, signs.length) * column - 20;
  return { width, height: rows * 22 - 4, markup: element('g', { class: 'legend' }, ...parts) };
}

const COLUMNS = 3;
const ROLES = {
  init: 'init container, until it ends', native: 'native sidecar, until it is ready', regular: 'container, until it is ready',
} as const;
const VERDICTS = {
  closed: 'gate: no fault opens it early',
  open: 'gate that a fault can open',
  none: 'no gate, though it looks like one',
  rejected: 'gate of an order with an error',
} as const;
