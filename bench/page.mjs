// The page of results: a section a bench; what others have written into it stands last.

/**
 * The page with these sections in the places of their earlier ones; one that is new stands behind those of the other benches.
 *
 * @param {string} page
 * @param {readonly string[]} titles of all benches
 * @param {ReadonlyMap<string, string>} measured text by title
 * @returns {string}
 */
export function withSections(page, titles, measured) {
  const [head = '', ...rest] = page.trimEnd().split('\n## ');
  const sections = rest.map((section) => ({ title: section.split('\n', 1)[0] ?? '', text: `## ${section.trimEnd()}` }));
  const there = new Set(sections.map(({ title }) => title));
  const texts = sections.map(({ title, text }) => measured.get(title)?.trimEnd() ?? text);
  const others = sections.findIndex(({ title }) => !titles.includes(title));
  const added = [...measured].filter(([title]) => !there.has(title)).map(([, text]) => text.trimEnd());
  texts.splice(others === -1 ? texts.length : others, 0, ...added);
  return `${[head.trimEnd(), ...texts].join('\n\n')}\n`;
}

/**
 * What stands on the page before its sections: it speaks of the machine of all that have no word of their own.
 *
 * @param {string} page
 * @returns {string}
 */
export function headOf(page) {
  return page.split('\n## ', 1)[0] ?? '';
}
