import { isObject } from './manifest';

/** What an option may be, for callers that no compiler watches. */
export interface OptionRule {
  /** What it must be, as a sentence ends: `a Duration of cdk8s, such as Duration.seconds(60)`. */
  readonly allowed: string;
  holds(value: unknown): boolean;
}

/** A rule for every option of a struct. */
export type OptionRules<T> = { readonly [K in keyof T]-?: OptionRule };

export const FLAG: OptionRule = { allowed: 'true or false', holds: (value) => typeof value === 'boolean' };

export const DURATION: OptionRule = {
  allowed: 'a Duration of cdk8s, such as Duration.seconds(60)',
  // a Duration of another copy of cdk8s will do
  holds: (value) => typeof (value as { toMilliseconds?: unknown }).toMilliseconds === 'function',
};

/** A text of which its reader says more. */
export function text(allowed: string): OptionRule {
  return { allowed, holds: (value) => typeof value === 'string' };
}

/** A number of which its reader says more. */
export function number(allowed: string): OptionRule {
  return { allowed, holds: (value) => typeof value === 'number' };
}

/** A list of texts. */
export function texts(allowed: string): OptionRule {
  return { allowed, holds: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string') };
}

/** Texts by name. */
export function textsByName(allowed: string): OptionRule {
  return { allowed, holds: (value) => isObject(value) && Object.values(value).every((item) => typeof item === 'string') };
}

/** A member of an enum. */
export function memberOf(name: string, members: Readonly<Record<string, string>>): OptionRule {
  const values = Object.values(members);
  return { allowed: `one of ${Object.keys(members).map((member) => `${name}.${member}`).join(', ')}`, holds: (value) => values.includes(value as string) };
}

/**
 * Refuses what is no option, or no value of one. An option that is undefined or null is one that is not given.
 *
 * @param what whose options they are, for the message
 * @returns those that are given
 * @throws if one is misspelt or has a wrong value
 */
export function requireOptions<T extends object>(what: string, options: T, rules: OptionRules<T>): Partial<T> {
  if (typeof options !== 'object') throw new Error(`the options of ${what} must be an object with some of ${namesOf(rules)}; got ${valueText(options)}`);
  const given: Partial<T> = {};
  for (const name in options) {
    const value = options[name];
    if (value === undefined || value === null) continue;
    if (!Object.hasOwn(rules, name)) throw new Error(`${what} has no option "${name}"; allowed: ${namesOf(rules)}`);
    const rule = rules[name];
    if (!rule.holds(value)) throw new Error(`"${name}" of ${what} must be ${rule.allowed}; got ${valueText(value)}`);
    given[name] = value;
  }
  return given;
}

function namesOf(rules: object): string {
  return Object.keys(rules).join(', ');
}

/** Any value in a few words: constructs are too large to be printed whole. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return 'a list';
  // a module, for one, has no constructor
  const name = (value as { constructor?: { name: string } }).constructor?.name ?? 'Object';
  if (name !== 'Object') return `an object of class ${name}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? '{}' : `an object with ${keys.join(', ')}`;
}
