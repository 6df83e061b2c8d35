import { applyEdits, type Edit, type SourceText } from './source-text';

/** Lines around a change that are shown. */
const CONTEXT = 3;

/** Some lines that become others. */
interface Region {
  readonly start: number;
  readonly end: number;
  readonly edits: readonly Edit[];
}

/** The edits of a file as a unified diff; empty without edits. */
export function unifiedDiff(file: string, source: SourceText, edits: readonly Edit[]): string {
  const { value: text } = source;
  const regions = regionsOf(source, edits);
  if (regions.length === 0) return '';
  const lines = linesOf(text);
  const places = new Map<number, number>();
  let offset = 0;
  lines.forEach((line, index) => {
    places.set(offset, index);
    offset += line.length;
  });
  places.set(offset, lines.length);
  const hunks: string[] = [];
  let shift = 0;
  for (const group of near(regions.map((region) => ({ region, from: places.get(region.start)!, to: places.get(region.end)! })))) {
    const from = Math.max(0, group[0]!.from - CONTEXT);
    const to = Math.min(lines.length, group.at(-1)!.to + CONTEXT);
    const body: string[] = [];
    let at = from;
    let added = 0;
    for (const part of group) {
      body.push(...marked(' ', lines.slice(at, part.from)));
      const now = linesOf(applyEdits(text, part.region.edits, part.region.start, part.region.end));
      body.push(...changedLines(lines.slice(part.from, part.to), now));
      added += now.length - (part.to - part.from);
      at = part.to;
    }
    body.push(...marked(' ', lines.slice(at, to)));
    hunks.push(`@@ -${rangeText(from, to - from)} +${rangeText(from + shift, to - from + added)} @@\n`, ...body);
    shift += added;
  }
  return [`--- ${file}\n`, `+++ ${file}\n`, ...hunks].join('');
}

/** Whole lines that edits touch; lines that are put in between two others touch neither. */
function regionsOf(source: SourceText, edits: readonly Edit[]): Region[] {
  const regions: Region[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start === edit.end && edit.text === '') continue;
    const start = source.beginOf(edit.start);
    const putIn = edit.start === edit.end && edit.start === start && edit.text.endsWith('\n');
    const end = putIn ? start : source.nextLine(Math.max(edit.end, start + 1));
    const last = regions.at(-1);
    if (last !== undefined && start < Math.max(last.end, last.start + 1)) {
      regions[regions.length - 1] = { start: last.start, end: Math.max(last.end, end), edits: [...last.edits, edit] };
    } else regions.push({ start, end, edits: [edit] });
  }
  return regions;
}

interface Placed {
  readonly region: Region;
  readonly from: number;
  readonly to: number;
}

/** Regions whose context would overlap belong to one hunk. */
function near(placed: readonly Placed[]): Placed[][] {
  const groups: Placed[][] = [];
  for (const part of placed) {
    const last = groups.at(-1);
    if (last !== undefined && part.from - last.at(-1)!.to <= 2 * CONTEXT) last.push(part);
    else groups.push([part]);
  }
  return groups;
}

function changedLines(before: readonly string[], after: readonly string[]): string[] {
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [
    ...marked(' ', before.slice(0, head)),
    ...marked('-', before.slice(head, before.length - tail)),
    ...marked('+', after.slice(head, after.length - tail)),
    ...marked(' ', before.slice(before.length - tail)),
  ];
}

function marked(mark: string, lines: readonly string[]): string[] {
  return lines.map((line) => (line.endsWith('\n') ? `${mark}${line}` : `${mark}${line}\n\\ No newline at end of file\n`));
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/gu) ?? [];
}

function rangeText(from: number, count: number): string {
  const first = count === 0 ? from : from + 1;
  return count === 1 ? String(first) : `${first},${count}`;
}
