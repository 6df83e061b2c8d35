import { isForeign } from '../../private/pod-view';
import { DOOR, door } from './door';
import type { Drawing } from './graph-drawing';
import type { Keys } from './keys';
import type { PicturedContainer, PicturedWorkload } from './model';
import { DOOR_STEPS, scheduleOf, type Door, type Scheduled } from './schedule';
import { SIZE } from './style';
import { shortened, textWidth } from './text-size';
import { element, escapeXml } from './xml';

const ROW = 26;
const HEAD = 24;
const LONGEST_NAME = 30;
const BAR = 12;
/** A step uses the available width, within these limits. */
const STEP = { least: 40, most: 96 };
const HEADING = 'The start, step by step';
const SCALE = 'not to scale: each container is ready one step after its start';

/**
 * The start of the Pod as bars: each from a container's start to its readiness, after the doors of its gates.
 *
 * @param room the available width; the drawing may exceed it
 */
export function drawTimeline(workload: PicturedWorkload, keys: Keys, room: number): Drawing {
  const containers = workload.containers.filter((container) => !isForeign(container));
  const schedule = scheduleOf(workload);
  const steps = Math.max(1, ...schedule.map(({ ready }) => ready)) + 0.5;
  const labels = containers.map(({ name }) => shortened(name, LONGEST_NAME));
  const left = Math.max(60, ...labels.map((label) => textWidth(label, SIZE.name, 'mono'))) + 24;
  const step = Math.min(STEP.most, Math.max(STEP.least, (room - left) / steps));
  const at = (time: number): number => left + time * step;
  const [width, height] = [Math.ceil(at(steps)), HEAD + containers.length * ROW];
  const rowOf = new Map(containers.map(({ name }, index) => [name, HEAD + index * ROW]));
  const byName = new Map(schedule.map((scheduled) => [scheduled.name, scheduled]));
  const rows = containers.map((container, index) => drawRow(container, byName.get(container.name), {
    y: rowOf.get(container.name)!, width, at, striped: index % 2 === 0, label: labels[index]!, keys,
  }));
  const wires = schedule.flatMap((scheduled) => scheduled.doors.flatMap(({ dependency, at: time }) => {
    const row = rowOf.get(dependency);
    if (row === undefined) return [];
    const [from, to] = [row + ROW / 2, rowOf.get(scheduled.name)! + ROW / 2];
    const x = at(time + DOOR_STEPS / 2);
    const edge = to > from ? to - DOOR.height / 2 : to + DOOR.height / 2;
    const line = `M${Math.round(at(time))} ${from}H${Math.round(x)}V${edge}`;
    return element('path', { 'class': 'wire part', 'data-keys': keys.of(dependency, scheduled.name), 'd': line });
  }));
  const grid = Array.from({ length: Math.floor(steps) + 1 }, (_, index) =>
    element('path', { class: 'grid', d: `M${Math.round(at(index))} ${HEAD - 2}V${height}` }));
  const noteAt = Math.max(left, textWidth(HEADING, SIZE.small, 'sans') + 24);
  const heading = [element('text', { class: 'heading', x: 0, y: 12 }, HEADING), element('text', { x: noteAt, y: 12 }, SCALE)];
  return {
    width: Math.max(width, noteAt + textWidth(SCALE, SIZE.small, 'sans')),
    height,
    markup: element(
      'g', { class: 'timeline' },
      ...heading, ...rows.map(({ lane }) => lane), ...grid, ...wires, ...rows.map(({ content }) => content),
    ),
  };
}

interface RowPlace {
  readonly y: number;
  readonly width: number;
  readonly at: (time: number) => number;
  readonly striped: boolean;
  readonly label: string;
  readonly keys: Keys;
}

/** The lane lies below the grid and the wires, the content above. */
function drawRow(
  container: PicturedContainer, scheduled: Scheduled | undefined, { y, width, at, striped, label, keys }: RowPlace,
): { readonly lane: string; readonly content: string } {
  const { name, role, guarded } = container;
  const middle = y + ROW / 2;
  const lane = element('rect', { class: striped ? 'lane' : 'surface', x: 0, y, width, height: ROW, rx: 3 });
  const line = (kind: string, from: number, to: number): string =>
    (to - from < 3 ? '' : element('path', { class: kind, d: `M${Math.round(from)} ${middle}H${Math.round(to)}` }));
  const parts = scheduled === undefined
    ? [line('waits', at(0) + 2, width - 60), element('text', { 'x': width - 8, 'y': middle + 4, 'text-anchor': 'end' }, 'never')]
    : [
        line('waits', at(0) + 2, at(scheduled.made) - 2),
        guarded ? line('guards', at(scheduled.made), at(scheduled.start) - 2) : line('waits', at(scheduled.made), at(scheduled.start) - 2),
        role === 'init' ? '' : line('runs', at(scheduled.ready), width),
        element('rect', {
          class: 'bar', x: at(scheduled.start), y: middle - BAR / 2, width: at(scheduled.ready) - at(scheduled.start), height: BAR,
        }),
        role === 'init' ? '' : element('circle', { class: 'dot', cx: at(scheduled.ready), cy: middle, r: 5 }),
        ...doorsOf(scheduled).map((one) => door(at(one.at + DOOR_STEPS / 2), middle, one.verdict)),
      ];
  return {
    lane: element('g', { 'class': `part ${role}`, 'data-keys': keys.of(name) }, lane),
    content: element(
      'g', { 'class': `part ${role}`, 'data-keys': keys.of(name) },
      element('title', {}, escapeXml(name)),
      element('rect', { class: 'strip', x: 4, y: middle - 7, width: 3, height: 14, rx: 1.5 }),
      element('text', { class: 'name', x: 14, y: middle + 4.5 }, escapeXml(label)),
      ...parts.filter((part) => part !== ''),
    ),
  };
}

/** One door for several gates that open at the same time: ajar if one of them is. */
function doorsOf({ doors }: Scheduled): Door[] {
  const byTime = new Map<number, Door>();
  for (const one of doors) {
    const other = byTime.get(one.at);
    byTime.set(one.at, other === undefined ? one : { ...other, verdict: one.verdict === 'open' ? 'open' : other.verdict });
  }
  return [...byTime.values()];
}
