/** The lines of a configuration file as words, without comments and empty lines. */
export function wordsOf(text: string, comments: string): readonly (readonly string[])[] {
  const lines: (readonly string[])[] = [];
  for (const line of text.split('\n')) {
    let end = 0;
    while (end < line.length && !comments.includes(line[end] as string)) end++;
    const words = line.slice(0, end).replaceAll('\t', ' ').replaceAll('\r', ' ').split(' ').filter((word) => word !== '');
    if (words.length > 0) lines.push(words);
  }
  return lines;
}
