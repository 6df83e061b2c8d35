import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { mustCapture } from '../../scripts/lib/exec.mjs';
import { declaredIn, type Declared } from '../../scripts/lib/languages/declared.mjs';
import { readTranslations, type Translated } from '../../scripts/lib/languages/translations.mjs';
import { CACHE, ROOT } from '../../scripts/lib/paths.mjs';
import { type Translation, Translations } from '../../site/pages/translations';
import { IMAGE_LOCK_FILE, imageLockText } from '../../src/private/image-lock';
import { synthIn } from '../docs/run-examples';

/** An example with a name that each language accepts for a file, a package and a class. */
export interface Named extends Translated {
  readonly name: string;
  readonly declared: readonly Declared[];
}

export const EXAMPLES: readonly Named[] = readTranslations().map((example, index) => ({
  ...example, name: `example${index + 1}`, declared: declaredIn(example.code),
}));
export const PROGRAMS = EXAMPLES.filter(({ whole }) => whole);
export const LINES = EXAMPLES.filter(({ whole }) => !whole);

/** What a program reads where it runs: the image lock of docs/tutorial.md. */
export const INPUTS = {
  [IMAGE_LOCK_FILE]: imageLockText(new Map([
    ['shop/web:1.0', { digest: `sha256:${'4e'.repeat(32)}`, platforms: { 'linux/amd64': { entrypoint: ['/web'] } } }],
  ])),
};

export const SOURCES = join(ROOT, 'test', 'languages');

/** A folder for one language, which holds nothing but these files. */
export function workspace(name: string, files: Record<string, string>): string {
  const folder = join(CACHE, 'languages', name);
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

export function source(...path: string[]): string {
  return readFileSync(join(SOURCES, ...path), 'utf8');
}

export type Language = keyof Translation;

const SITE = Translations.in(ROOT);

/** The commands below each whole program: on the page of a language, and in its tab on every other page. */
export function commandsOf(language: Language): string {
  return SITE.commandsOf(language);
}

/** The oldest version of a language that its page promises. */
export function oldest(language: Language): string {
  const page = readFileSync(join(ROOT, 'docs', 'languages', `${language}.md`), 'utf8');
  return new RegExp(`${language} ([\\d.]+) or newer`, 'iu').exec(page)![1]!;
}

/** What the site shows first: in the tab of a language, the first whole program of a page. */
export const FIRST_OF_PAGES = ['README.md', 'docs/README.md'];

/**
 * Does what the site says, in an empty folder: saves that program, and runs the commands below it.
 *
 * @returns the files that it writes, and those that TypeScript writes
 * @param environment what stands in for the registries: variables, and files
 */
export async function asAReader(
  language: Language, page: string, environment: { env?: Record<string, string>; files?: Record<string, string> },
): Promise<{ folder: string; shown: string; files: Record<string, string>; expected: Record<string, string> }> {
  const example = PROGRAMS.find((each) => each.page === page)!;
  const program = SITE.of({ page, heading: example.heading, index: 0 })![language];
  const [, file] = /^# (\S+) is the program above$/mu.exec(commandsOf(language))!;
  const folder = workspace(`${language}-reader`, { ...environment.files, [file!]: `${program}\n` });
  const shown = await must(folder, 'sh', ['-ec', commandsOf(language)], environment.env);
  return { folder, shown, files: filesIn(join(folder, 'dist')), expected: expectedFiles(example) };
}

/** Runs a program to its end; any other exit code than 0 is an error. */
export function must(cwd: string, file: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  return mustCapture(file, [...args], { cwd, env });
}

/** The files of a folder, with their texts. */
export function filesIn(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** A map of Java has no order, and one of Go is sorted: what goes through such a map is compared as values, all else as text. */
export function withoutOrder(files: Record<string, string>, program: string): unknown {
  if (!/Map\.of\(|map\[string\]interface/u.test(program)) return files;
  return Object.entries(files).map(([name, text]) => [name, parseAllDocuments(text).map((document) => document.toJS() as unknown)]);
}

/** What the program of an example writes into `dist`, in TypeScript. */
export function expectedFiles({ name, code }: Named): Record<string, string> {
  const folder = workspace(`typescript/${name}`, INPUTS);
  const before = process.cwd();
  process.chdir(folder);
  try {
    synthIn('dist', code);
  } finally {
    process.chdir(before);
  }
  return filesIn(join(folder, 'dist'));
}
