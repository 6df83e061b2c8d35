import { stringify } from 'yaml';
import { isObject } from '../../private/manifest';
import { positionOf, type Workload } from '../order/workload';
import { documentsOf } from '../read/documents';

/** A run of lines of a manifest. */
export interface ListedLines {
  readonly text: string;
  /** The container that they describe. */
  readonly container: string | undefined;
}

/** A manifest as YAML, from any format, split where its containers begin and end. */
export function listManifest(workload: Workload, containers: readonly string[]): ListedLines[] {
  const text = stringify(workload.manifest.value, { lineWidth: 0 });
  const [document] = documentsOf(new TextEncoder().encode(text));
  const lines = text.trimEnd().split('\n');
  if (document === undefined || 'failure' in document || !isObject(document.value)) {
    return [{ text: lines.join('\n'), container: undefined }];
  }
  const written: Workload = { ...workload, manifest: { ...workload.manifest, value: document.value, position: document.position } };
  const owner = new Map<number, string>();
  const top = positionOf(written).line;
  for (const name of containers) {
    const first = positionOf(written, name).line;
    if (first === top) continue;
    for (let line = first; line <= lastLine(lines, first); line++) owner.set(line, name);
  }
  const runs: { lines: string[]; container: string | undefined }[] = [];
  lines.forEach((line, index) => {
    const container = owner.get(index + 1);
    const run = runs.at(-1);
    if (run === undefined || run.container !== container) runs.push({ lines: [line], container });
    else run.lines.push(line);
  });
  return runs.map((run) => ({ text: run.lines.join('\n'), container: run.container }));
}

/** For an item that begins in a line with `- `: lines with a deeper indent belong to the item. */
function lastLine(lines: readonly string[], first: number): number {
  const indent = indentOf(lines[first - 1]!);
  let last = first;
  while (last < lines.length && (lines[last] === '' || indentOf(lines[last]!) > indent)) last++;
  return last;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
