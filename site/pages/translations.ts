import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** An example in TypeScript, by its place: `docs/steps.md`, the heading above it, and how many stand before it below that heading. */
export interface Place {
  readonly page: string;
  readonly heading: string;
  readonly index: number;
}

export type Translation = Readonly<Record<'python' | 'java' | 'go', string>>;

const LANGUAGES = ['python', 'java', 'go'] as const;
const FOLDER = 'docs/languages';

/** The commands that run the program at the beginning of a page, or any other whole program. */
const COMMANDS = /^```sh\n(.*?)\n```$/msu;

/** A link to the place of an example, or a block: what a page of a language consists of. */
const PART = /^\[(?<heading>[^\n\]]+)\]\((?<file>[^)#]+)#[^)]*\):$|^```(?<word>\w+)\n(?<code>.*?)\n```$/gmsu;

/** The examples of README.md and docs in other languages, as `npm run build` has written them into docs/languages. */
export class Translations {
  private readonly byLanguage: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

  /** @param pages the text of each page, by the language */
  constructor(private readonly pages: Readonly<Partial<Record<keyof Translation, string>>>) {
    this.byLanguage = new Map(Object.entries(pages).map(([language, text]) => [language, examplesIn(text, language)]));
  }

  static in(root: string): Translations {
    const file = (language: string): string => join(root, FOLDER, `${language}.md`);
    return new Translations(Object.fromEntries(LANGUAGES.filter((language) => existsSync(file(language)))
      .map((language) => [language, readFileSync(file(language), 'utf8')])));
  }

  /**
   * The translations of an example.
   *
   * @returns undefined where there is none
   */
  of({ page, heading, index }: Place): Translation | undefined {
    const found = LANGUAGES.map((language) => [language, this.byLanguage.get(language)?.get(`${page}#${heading}`)?.[index]] as const);
    return found.every(([, code]) => code !== undefined) ? Object.fromEntries(found) as Translation : undefined;
  }

  /** What runs a whole program of a language, in a folder that has the program. */
  commandsOf(language: keyof Translation): string {
    return COMMANDS.exec(this.pages[language] ?? '')?.[1] ?? '';
  }
}

function examplesIn(text: string, language: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  // the program at the beginning of the page is the first example of the README
  let key = 'README.md#Example';
  for (const { groups = {} } of text.matchAll(PART)) {
    const { heading, file, word, code } = groups;
    if (heading !== undefined) key = `${posix.join(FOLDER, file!)}#${heading}`;
    else if (word === language) found.set(key, [...found.get(key) ?? [], code!]);
  }
  return found;
}
