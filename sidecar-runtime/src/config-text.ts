import { parseDocument } from 'yaml';

/**
 * Reads configuration bytes: JSON for a name that ends with `.json`, else YAML 1.2.
 * Messages name the place, never the text: they end in events that many may read, and a configuration may hold secrets.
 * @throws Error with one line for people
 * @see https://yaml.org/spec/1.2.2/
 * @see https://www.rfc-editor.org/rfc/rfc8259
 */
export function parseConfig(name: string, bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw new Error('empty');
  const text = decode(bytes);
  return name.endsWith('.json') ? parseJson(text) : parseYaml(text, 'YAML');
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error('not UTF-8 text: save it as UTF-8', { cause: error });
  }
}

/** The message of `JSON.parse` quotes the text, so the place is found by the YAML parser, which reads JSON too. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    parseYaml(text, 'JSON');
    throw new Error('YAML, not JSON: correct it, or name it .yaml', { cause: error });
  }
}

/** More aliases than this are an attack or a mistake: each can double what the value takes. */
const MAX_ALIASES = 100;

function parseYaml(text: string, language: 'YAML' | 'JSON'): unknown {
  const document = parseDocument(text);
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) {
    const at = problem.linePos?.[0];
    const place = at === undefined ? '' : ` at line ${at.line}, column ${at.col}`;
    throw new Error(`not ${language}${place}: ${problem.code.toLowerCase().replaceAll('_', ' ')}`);
  }
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown;
  } catch (error) {
    throw new Error(`an alias has no anchor, or there are more than ${MAX_ALIASES}: write the values out`, { cause: error });
  }
}
