import { ref } from 'vue';

/** The languages of the examples, by the word behind a fence. */
export const LANGUAGES = { ts: 'TypeScript', python: 'Python', java: 'Java', go: 'Go' } as const;
export type Language = keyof typeof LANGUAGES;

const KEY = 'startgate-language';

/** What every example of the site shows. */
export const language = ref<Language>('ts');

function isLanguage(word: string | null): word is Language {
  return word !== null && Object.hasOwn(LANGUAGES, word);
}

/** Reads the choice of an earlier visit: in the browser alone, after the page is as the server has written it. */
export function recallLanguage(): void {
  const kept = localStorage.getItem(KEY);
  if (isLanguage(kept)) language.value = kept;
}

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  localStorage.setItem(KEY, chosen);
}
