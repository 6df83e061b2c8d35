import { DOOR, door } from './door';
import { layOut, type Arrow, type Direction, type Point, type Size } from './graph-layout';
import type { Keys } from './keys';
import type { PicturedContainer, PicturedGate, PicturedVerdict, PicturedWorkload } from './model';
import { SIZE } from './style';
import { nameLines, shortened, textWidth } from './text-size';
import { decimal, element, escapeXml } from './xml';

/** A part of a picture that begins at 0, 0. */
export interface Drawing extends Size {
  readonly markup: string;
}

const LONGEST_NAME = 24;
const LONGEST_LABEL = 30;
const LINE = 16;
const PADDING = 12;
const RADIUS = 8;

/** The order as a graph: a box for each container, an arrow with a door for each gate. */
export function drawGraph(workload: PicturedWorkload, keys: Keys): Drawing {
  const byName = new Map(workload.containers.map((container) => [container.name, container]));
  const layout = layOut(workload, (name) => boxSize(byName.get(name)!), labelSize);
  const arrows = layout.arrows.map((arrow) => drawArrow(arrow, layout.runs, keys));
  const boxes = [...layout.boxes].map(([name, place]) => drawBox(byName.get(name)!, place, keys));
  return { width: layout.width, height: layout.height, markup: element('g', { class: 'graph' }, ...arrows, ...boxes) };
}

function boxSize(container: PicturedContainer): Size {
  const lines = nameLines(container.name, LONGEST_NAME);
  const width = Math.max(...lines.map((line) => textWidth(line, SIZE.name, 'mono')), textWidth(roleWords(container), SIZE.small, 'sans'));
  return { width: width + 2 * PADDING + 4, height: (lines.length + 1) * LINE + 14 };
}

export function roleWords({ role, guarded }: Pick<PicturedContainer, 'role' | 'guarded'>): string {
  return `${guarded ? 'guarded ' : ''}${{ init: 'init container', native: 'native sidecar', regular: 'container', injected: 'injected at admission', outside: 'outside of the Pod' }[role]}`;
}

function drawBox(container: PicturedContainer, { x, y, width, height }: Point & Size, keys: Keys): string {
  const { name, role } = container;
  const [left, top] = [x - width / 2, y - height / 2];
  const lines = nameLines(name, LONGEST_NAME);
  return element(
    'g', { 'class': `part ${role}`, 'data-keys': keys.of(name) },
    element('title', {}, escapeXml(`${name}: ${roleWords(container)}`)),
    element('rect', { class: 'box', x: left, y: top, width, height, rx: 6 }),
    element('rect', { class: 'strip', x: left + 5, y: top + 8, width: 3, height: height - 16, rx: 1.5 }),
    ...lines.map((line, index) => element('text', { class: 'name', x: left + PADDING + 4, y: top + 18 + index * LINE }, escapeXml(line))),
    element('text', { x: left + PADDING + 4, y: top + 18 + lines.length * LINE }, roleWords(container)),
  );
}

function labelLines({ condition, means }: PicturedGate): string[] {
  return [condition, means].filter((line) => line !== '').map((line) => shortened(line, LONGEST_LABEL));
}

function labelSize(gate: PicturedGate, runs: Direction): Size {
  const words = Math.max(0, ...labelLines(gate).map((line) => textWidth(line, SIZE.small, 'sans')));
  return { width: words + (runs === 'right' ? DOOR.width : 0) + 12, height: 36 };
}

const VERDICTS: Readonly<Record<PicturedVerdict, string>> = {
  closed: 'no fault opens it early',
  open: 'a fault can open it',
  none: 'it delays nothing',
  rejected: 'an error blocks it',
};

/** The arrow runs through the door, and beside its label. */
function drawArrow({ gate, points, door: place, words }: Arrow, runs: Direction, keys: Keys): string {
  const { dependency, dependent, condition, means, verdict } = gate;
  const { x, y } = place;
  const along = runs === 'right'
    ? [{ x: words.x - words.width / 2, y }, { x: words.x + words.width / 2, y }]
    : [{ x, y: y - words.height / 2 }, { x, y: y + words.height / 2 }];
  // in a cycle one arrow runs back
  const back = runs === 'right' ? points[0]!.x > points.at(-1)!.x : points[0]!.y > points.at(-1)!.y;
  const through = back ? along.reverse() : along;
  const middle = runs === 'right' ? words : place;
  const way = points.flatMap((point) => (Math.abs(point.x - middle.x) < 0.5 && Math.abs(point.y - middle.y) < 0.5 ? through : [point]));
  const last = way.at(-1)!;
  const angle = Math.atan2(last.y - way.at(-2)!.y, last.x - way.at(-2)!.x);
  const lines = labelLines(gate);
  const line = rounded([...way.slice(0, -1), { x: last.x - 7 * Math.cos(angle), y: last.y - 7 * Math.sin(angle) }]);
  // to the right the line runs between both lines of the label
  const leading = runs === 'right' ? 17 : 13;
  return element(
    'g', { 'class': `part gate ${verdict}`, 'data-keys': keys.of(dependency, dependent) },
    element('title', {}, escapeXml(`${dependent} waits for ${dependency}: ${[condition, means, VERDICTS[verdict]].filter((part) => part !== '').join('; ')}`)),
    // a thin line is a difficult target for a pointer
    element('path', { class: 'near', d: line }),
    element('path', { class: 'arrow', d: line }),
    element('path', { class: 'head', d: 'M0 0L-9 4.5V-4.5Z', transform: `translate(${decimal(last.x)} ${decimal(last.y)}) rotate(${decimal(angle * 180 / Math.PI)})` }),
    door(x, y, verdict),
    ...lines.map((line, index) => {
      const middle = index - (lines.length - 1) / 2;
      return element('text', { x: x + DOOR.width / 2 + 6, y: y + middle * leading + 4 }, escapeXml(line));
    }),
  );
}

/** A line through points, with round corners. */
function rounded(points: readonly Point[]): string {
  const words = [`M${decimal(points[0]!.x)} ${decimal(points[0]!.y)}`];
  for (let index = 1; index < points.length - 1; index++) {
    const [before, at, after] = [points[index - 1]!, points[index]!, points[index + 1]!];
    const [into, out] = [towards(at, before), towards(at, after)];
    words.push(`L${decimal(into.x)} ${decimal(into.y)}Q${decimal(at.x)} ${decimal(at.y)} ${decimal(out.x)} ${decimal(out.y)}`);
  }
  const last = points.at(-1)!;
  return [...words, `L${decimal(last.x)} ${decimal(last.y)}`].join('');
}

function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(RADIUS, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
