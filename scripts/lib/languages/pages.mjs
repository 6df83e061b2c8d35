import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraries } from './assemblies.mjs';
import { PAGES } from './examples.mjs';
import { importsOfGo } from './go.mjs';
import { importsOfJava } from './java.mjs';
import { goStart, javaStart, pythonStart } from './page-starts.mjs';
import { importsOfPython } from './python.mjs';
import { readTranslations } from './translations.mjs';

/**
 * @typedef {object} Page
 * @property {'python' | 'java' | 'go'} language also the word behind the fence, and the name of the file
 * @property {string} title
 * @property {(code: string) => string} imports of the lines of an example
 * @property {(libraries: import('./assemblies.mjs').Library[]) => import('./page-starts.mjs').Start} start what stands before the examples
 */

/** @type {Page[]} */
const LANGUAGES = [
  { language: 'python', title: 'Python', imports: importsOfPython, start: pythonStart },
  { language: 'java', title: 'Java', imports: importsOfJava, start: javaStart },
  { language: 'go', title: 'Go', imports: importsOfGo, start: goStart },
];

/** Writes a page for each language: a program to copy, then every example of the documents. */
export function writePages() {
  const [first, ...others] = readTranslations();
  if (first === undefined) throw new Error('README.md has no example');
  const known = libraries();
  rmSync(PAGES, { recursive: true, force: true });
  mkdirSync(PAGES, { recursive: true });
  for (const { language, title, imports, start } of LANGUAGES) {
    const { needs, file, commands, names } = start(known);
    const parts = [
      `# ${title}`, `${NEEDS} ${needs} Save this program as \`${file}\` in an empty folder:`, `\`\`\`${language}\n${first[language]}\n\`\`\``,
      'Run it there:', ['```sh', `# ${file} is the program above`, ...commands, 'cat dist/*.yaml', '```'].join('\n'),
      RESULT, names, '## Every example', INTRODUCTION,
    ];
    let page = '';
    for (const example of others) {
      if (example.page !== page) parts.push(`### ${example.page === 'README.md' ? 'README' : example.title}`);
      page = example.page;
      const code = example.whole ? example[language] : `${imports(example[language])}\n\n${example[language]}`;
      parts.push(`[${example.heading}](${link(example)}):`, `\`\`\`${language}\n${code}\n\`\`\``);
    }
    writeFileSync(join(PAGES, `${language}.md`), `${parts.join('\n\n')}\n`);
  }
}

const NEEDS = 'The library runs in Node, and jsii starts Node by itself: Node 20.19 or newer must be installed. jsii warns of a Node that is out of support.';
const RESULT = '`dist/shop.k8s.yaml` has the Deployment: `app` begins with the guard, which waits for `proxy` and then runs `/web`.';

const INTRODUCTION = 'The tests of the library compile each example. The commands above run any whole program. A comment in the first line of any other\n'
  + 'example names what the example takes as given. `npm run build` writes this page from the examples in TypeScript.';

/** @param {import('./examples.mjs').Example} example */
function link({ page, heading }) {
  const file = page === 'README.md' ? '../../README.md' : page.replace(/^docs\//u, '../');
  return `${file}#${heading.toLowerCase().replace(/[^\w\- ]/gu, '').replaceAll(' ', '-')}`;
}
