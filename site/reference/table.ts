/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** A page of titled sections. */
export function page(title: string, intro: string, sections: readonly (readonly [string, string])[]): string {
  return `# ${title}\n\n${intro}\n\n${sections.map(([heading, text]) => `## ${heading}\n\n${text}`).join('\n\n')}\n`;
}
