/** The rows of a table of bench/results.md: a column name to a cell. */
export type Row = Readonly<Record<string, string>>;

/**
 * The tables of a section, in their order.
 *
 * @throws Error when the page has no such section
 */
export function tablesOf(page: string, title: string): Row[][] {
  const section = page.split('\n## ').find((text) => text.startsWith(`${title}\n`));
  if (section === undefined) throw new Error(`bench/results.md has no section "${title}"`);
  const blocks = [...section.matchAll(/(?:^\|.*\n?)+/gmu)].map(([block]) => block.trim().split('\n').map(cellsOf));
  return blocks.map(([head = [], , ...rows]) => rows.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? '']))));
}

function cellsOf(line: string): string[] {
  return line.split('|').slice(1, -1).map((cell) => cell.trim());
}

/**
 * A figure of a row.
 *
 * @throws Error when the cell is none
 */
export function figure(row: Row, column: string): number {
  const value = Number(row[column]);
  if (row[column] === undefined || row[column] === '' || Number.isNaN(value)) {
    throw new Error(`bench/results.md has no figure in the column "${column}": ${JSON.stringify(row)}`);
  }
  return value;
}

/** A label in plain letters. */
export function plain(text: string): string {
  return text.replaceAll('`', '');
}
