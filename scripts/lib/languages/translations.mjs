import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { TRANSLATIONS } from '../paths.mjs';
import { examples } from './examples.mjs';
import { polishGo } from './go.mjs';
import { polishJava } from './java.mjs';
import { polishPython } from './python.mjs';
import { translate } from './rosetta.mjs';

/** @typedef {import('./examples.mjs').Example & { python: string, java: string, go: string }} Translated */

/** Translates every example of README.md and docs, and keeps the result in a file. */
export function writeTranslations() {
  const all = examples();
  const translated = translate(all).map(({ python, java, go }, index) => {
    const example = /** @type {import('./examples.mjs').Example} */ (all[index]);
    const { code, whole } = example;
    return { ...example, python: polishPython(python, code, whole), java: polishJava(java, code, whole), go: polishGo(go, code, whole) };
  });
  mkdirSync(dirname(TRANSLATIONS), { recursive: true });
  writeFileSync(TRANSLATIONS, `${JSON.stringify(translated, undefined, 2)}\n`);
}

/** @returns {Translated[]} in the order of the pages; the step that compiles the examples writes them */
export function readTranslations() {
  /** @type {unknown} */
  const read = JSON.parse(readFileSync(TRANSLATIONS, 'utf8'));
  return /** @type {Translated[]} */ (read);
}

/**
 * The counterparts of a block of TypeScript, for a page that shows them side by side.
 *
 * @returns {Map<string, import('./rosetta.mjs').Translation>} by what stands between the fences, without the last line break
 */
export function translations() {
  return new Map(readTranslations().map(({ code, python, java, go }) => [code, { python, java, go }]));
}
