import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BatchSnippetTranslator, GoVisitor, JavaVisitor, PythonVisitor, rosettaDiagFromTypescript, typeScriptSnippetFromCompleteSource,
} from 'jsii-rosetta';
import { ROOT } from '../paths.mjs';

const FIXTURE = join(ROOT, 'rosetta', 'default.ts-fixture');

/** @typedef {{ python: string, java: string, go: string }} Translation */

/**
 * What jsii-rosetta makes of each example. All are compiled as one program, against the compiled library.
 *
 * @param {import('./examples.mjs').Example[]} examples
 * @returns {Translation[]}
 * @throws Error with what the compiler says of the examples
 */
export function translate(examples) {
  const fixture = readFileSync(FIXTURE, 'utf8');
  const snippets = examples.map(({ page, line, code, whole }) => {
    const source = whole ? code : fixture.replace(/^\/\/\/ here$/mu, () => `/// !show\n${code}\n/// !hide`);
    const location = /** @type {const} */ ({ api: { api: 'file', fileName: page }, field: { field: 'markdown', line } });
    return typeScriptSnippetFromCompleteSource(whole ? source : `/// !hide\n${source}`, location, true);
  });
  const translations = [];
  const complaints = [];
  for (const [, translator] of new BatchSnippetTranslator(snippets, { includeCompilerDiagnostics: true, compilationDirectory: ROOT })) {
    translations.push({
      python: translator.renderUsing(new PythonVisitor()),
      java: translator.renderUsing(new JavaVisitor()),
      go: translator.renderUsing(new GoVisitor()),
    });
    complaints.push(...translator.diagnostics.map((diagnostic) => rosettaDiagFromTypescript(diagnostic).formattedMessage));
  }
  if (complaints.length > 0) throw new Error(complaints.join(''));
  return translations;
}
