import { DOOR, door } from './door';
import { layOut, type Arrow, type Point, type Size } from './graph-layout';
import type { Keys } from './keys';
import type { PicturedContainer, PicturedGate, PicturedWorkload } from './model';
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
  const arrows = layout.arrows.map((arrow) => drawArrow(arrow, keys));
  const boxes = [...layout.boxes].map(([name, place]) => drawBox(byName.get(name)!, place, keys));
  return { width: layout.width, height: layout.height, markup: element('g', { class: 'graph' }, ...arrows, ...boxes) };
}

function boxSize(container: PicturedContainer): Size {
  const lines = nameLines(container.name, LONGEST_NAME);
  const width = Math.max(...lines.map((line) => textWidth(line, SIZE.name, 'mono')), textWidth(roleWords(container), SIZE.small, 'sans'));
  return { width: width + 2 * PADDING + 4, height: (lines.length + 1) * LINE + 14 };
}

export function roleWords({ role, guarded }: Pick<PicturedContainer, 'role' | 'guarded'>): string {
  return `${{ init: 'init container', native: 'native sidecar', regular: 'container' }[role]}${guarded ? ', behind its guard' : ''}`;
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

function labelSize(gate: PicturedGate): Size {
  return { width: DOOR.width + 8 + Math.max(...labelLines(gate).map((line) => textWidth(line, SIZE.small, 'sans'))) + 8, height: 34 };
}

function drawArrow({ gate, points, label }: Arrow, keys: Keys): string {
  const lines = labelLines(gate);
  const [left, top] = [label.x - label.width / 2, label.y - label.height / 2];
  const last = points.at(-1)!;
  const angle = Math.atan2(last.y - points.at(-2)!.y, last.x - points.at(-2)!.x);
  return element(
    'g', { 'class': `part gate ${gate.closed ? 'closed' : 'open'}`, 'data-keys': keys.of(gate.dependency, gate.dependent) },
    element('title', {}, escapeXml(`${gate.dependent} waits until ${gate.dependency} is ${gate.condition}; ${gate.means}; ${gate.closed ? 'fails closed' : 'fails open'}`)),
    element('path', { class: 'arrow', d: rounded([...points.slice(0, -1), { x: last.x - 7 * Math.cos(angle), y: last.y - 7 * Math.sin(angle) }]) }),
    element('path', { class: 'head', d: 'M0 0L-9 4.5V-4.5Z', transform: `translate(${decimal(last.x)} ${decimal(last.y)}) rotate(${decimal(angle * 180 / Math.PI)})` }),
    element('rect', { class: 'plate', x: left, y: top + 1, width: label.width, height: label.height - 2, rx: 4 }),
    door(left + 4 + DOOR.width / 2, label.y, gate.closed),
    ...lines.map((line, index) => element('text', { x: left + DOOR.width + 12, y: label.y + (index - (lines.length - 1) / 2) * 13 + 4 }, escapeXml(line))),
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
