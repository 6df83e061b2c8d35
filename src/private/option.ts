import { kubernetesMinor } from './kubernetes-version';
import { isObject } from './manifest';

/** What an argument or an option may be, for callers without a compiler. */
export interface OptionRule {
  /** What the value must be, as the end of a sentence: `a Duration of cdk8s, such as Duration.seconds(60)`. */
  readonly allowed: string;
  /** Checks any value. */
  readonly holds: (value: unknown) => boolean;
}

/** The rule of an option that must be given. */
export interface RequiredRule extends OptionRule {
  readonly required: true;
}

/** A rule for every option of a struct. */
export type OptionRules<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? OptionRule : RequiredRule };

export const FLAG: OptionRule = { allowed: 'true or false', holds: (value) => typeof value === 'boolean' };

export const DURATION: OptionRule = {
  allowed: 'a Duration of cdk8s, such as Duration.seconds(60)',
  // a Duration of another copy of cdk8s will do
  holds: (value) => typeof (value as { toMilliseconds?: unknown } | null | undefined)?.toMilliseconds === 'function',
};

export const PORT_NUMBER = wholeNumber(1, 65535);

export const LABEL = text('a DNS label (lower-case letters, digits and "-", at most 63 characters)', /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/u);

export const IMAGE = text('an image reference such as "registry.example/proxy:1.4"', /^[\x21-\x7e]+$/u);

export const KUBERNETES_VERSION: OptionRule = {
  allowed: 'a Kubernetes version as a string, such as "1.33"',
  holds: (value) => typeof value === 'string' && kubernetesMinor(value) !== undefined,
};

/** The same rule, of an option that must be given. */
export function required(rule: OptionRule): RequiredRule {
  return { ...rule, required: true };
}

/** A string; any that is not empty, unless a pattern says more. */
export function text(allowed: string, pattern = /./su): OptionRule {
  return { allowed, holds: (value) => typeof value === 'string' && pattern.test(value) };
}

export function wholeNumber(from: number, to: number): OptionRule {
  return {
    allowed: `a whole number from ${from} ${to === Infinity ? 'on' : `to ${to}`}`,
    holds: (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= to,
  };
}

/** A list of which every item keeps a rule of its own; an empty one too, unless it must hold at least one. */
export function listOf(allowed: string, holds: (item: unknown) => boolean, atLeast = 0): OptionRule {
  return { allowed, holds: (value) => Array.isArray(value) && value.length >= atLeast && value.every(holds) };
}

/** A list of texts. */
export function texts(allowed: string): OptionRule {
  return listOf(allowed, (item) => typeof item === 'string');
}

/** A list of texts that begins with a program. */
export function command(example: string): OptionRule {
  const words = texts(`a list of strings that begins with a program, such as ${example}`);
  return { ...words, holds: (value) => words.holds(value) && ((value as string[])[0] ?? '') !== '' };
}

/** Texts by name. */
export function textsByName(allowed: string): OptionRule {
  return { allowed, holds: (value) => isData(value) && Object.values(value).every((item) => typeof item === 'string') };
}

/** Environment variables by name. */
export function variables(): OptionRule {
  const named = textsByName('strings by name, such as { LOG_LEVEL: "info" }');
  return { ...named, holds: (value) => named.holds(value) && Object.keys(value as object).every((name) => /^[^=]+$/u.test(name)) };
}

/** An object as the Kubernetes API spells it. */
export function data(allowed: string): OptionRule {
  return { allowed, holds: isData };
}

/** An object of a class of ours. */
export function instanceOf(allowed: string, made: (value: unknown) => boolean): OptionRule {
  return { allowed, holds: made };
}

/** A member of an enum. */
export function memberOf(name: string, members: Readonly<Record<string, string>>): OptionRule {
  const values = Object.values(members);
  return { allowed: `one of ${Object.keys(members).map((member) => `${name}.${member}`).join(', ')}`, holds: (value) => values.includes(value as string) };
}

/**
 * Refuses an invalid argument.
 *
 * @param what the argument and its place, for the message: `"path" of Check.httpGet`
 * @throws if the rule does not hold
 */
export function requireValue<T>(what: string, value: T, rule: OptionRule): T {
  if (rule.holds(value)) return value;
  throw new Error(`${what} must be ${rule.allowed}; got ${valueText(value)}`);
}

/**
 * Refuses an unknown option, or an invalid value. An option that is undefined or null is not given.
 *
 * @param what the owner of the options, for the message
 * @returns those that are given
 * @throws if one is misspelt, has a wrong value, or must be given and is not
 */
export function requireOptions<T extends object>(what: string, options: T, rules: OptionRules<T>): T {
  if (!isData(options)) throw new Error(`the options of ${what} must be an object with some of ${namesOf(rules)}; got ${valueText(options)}`);
  for (const name in options) {
    const value: unknown = options[name];
    if (value === undefined || value === null || Object.hasOwn(rules, name)) continue;
    throw new Error(`${what} has no option "${name}"; allowed: ${namesOf(rules)}`);
  }
  const given: Partial<T> = {};
  for (const name in rules) {
    const value = options[name];
    const rule: OptionRule = rules[name];
    if ((value === undefined || value === null) && !('required' in rule)) continue;
    given[name] = requireValue(`"${name}" of ${what}`, value, rule);
  }
  return given as T;
}

/** An object that is no more than its properties, be it of a class: no list, Date or Map. */
function isData(value: unknown): value is Record<string, unknown> {
  return isObject(value) && Object.prototype.toString.call(value) === '[object Object]';
}

function namesOf(rules: object): string {
  return Object.keys(rules).join(', ');
}

/** How many items of a list are printed. */
const SHOWN_ITEMS = 4;

/** Any value in a few words: constructs are too large to be printed whole. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return listText(value);
  // a module, for one, has no constructor
  const name = (value as { constructor?: { name: string } }).constructor?.name ?? 'Object';
  if (name !== 'Object') return `an object of class ${name}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? '{}' : `an object with ${keys.join(', ')}`;
}

function listText(items: readonly unknown[]): string {
  const shown = items.slice(0, SHOWN_ITEMS).map((item) => (Array.isArray(item) ? 'a list' : valueText(item)));
  return `[${[...shown, ...(items.length > SHOWN_ITEMS ? [`… ${items.length} in all`] : [])].join(', ')}]`;
}
