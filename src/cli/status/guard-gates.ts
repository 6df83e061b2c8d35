import { isObject } from '../../private/manifest';
import { textAt } from './fields';
import type { LiveContainer, LivePod } from './live-pod';

/** One gate of a guard. */
export interface GuardGate {
  /** The container that it waits for, or its target where it has no name. */
  readonly target: string;
  readonly condition: string;
  readonly timeoutMs: number | undefined;
  readonly onTimeout: string;
}

/**
 * What the guard of a container waits for; undefined without a guard. Its own command says it as it is run;
 * the annotation adds the condition, which a check in the command does not tell.
 */
export function guardGates(pod: LivePod, container: LiveContainer): GuardGate[] | undefined {
  const words = guardWords(container);
  if (words === undefined) return undefined;
  const annotated = annotatedConditions(pod, container.name);
  return gatesOf(words).map((gate) => ({ ...gate, condition: annotated.get(gate.target) ?? gate.condition }));
}

/** The words of a waiter in a probe or hook of this container; undefined where there is none. */
export function waiterWords(words: readonly string[]): string[] | undefined {
  return words.length > 1 && isProgram(words[0]!) && words[1] === 'wait' ? words.slice(2) : undefined;
}

function guardWords({ command: words }: LiveContainer): string[] | undefined {
  if (words.length < 2 || !isProgram(words[0]!) || words[1] !== 'exec') return undefined;
  const end = words.indexOf('--');
  return end === -1 ? undefined : words.slice(2, end);
}

function isProgram(path: string): boolean {
  return path === 'startgate' || path.endsWith('/startgate');
}

/** Options before the first target hold for all, after one for that one. */
function gatesOf(words: readonly string[]): GuardGate[] {
  const gates: { target: string; condition: string; timeoutMs: number | undefined; onTimeout: string }[] = [];
  const shared = { timeoutMs: 60_000 as number | undefined, onTimeout: 'fail' };
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    const [flag, inline] = splitFlag(word);
    if (flag === '--group') continue;
    const value = flag === '' ? word : inline ?? words[++index] ?? '';
    const owner = gates.at(-1) ?? shared;
    if (flag === '' || flag === '--wait') gates.push({ ...targetOf(value), ...shared });
    else if (flag === '--timeout') owner.timeoutMs = durationMs(value);
    else if (flag === '--on-timeout') owner.onTimeout = value;
  }
  return gates;
}

/** Flag and value of `--flag=value`; a word that is no flag has none. */
function splitFlag(word: string): [string, string | undefined] {
  if (!word.startsWith('--')) return ['', undefined];
  const at = word.indexOf('=');
  return at === -1 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

function targetOf(target: string): { target: string; condition: string } {
  const named = /^([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)=(.*)$/su.exec(target);
  if (named === null) return { target, condition: 'healthy' };
  const condition = ['started', 'completed', 'succeeded'].find((word) => word === named[2]);
  return { target: named[1]!, condition: condition ?? 'healthy' };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function durationMs(text: string): number | undefined {
  const parts = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/u.exec(text);
  return parts === null ? undefined : Number(parts[1]) * UNITS[parts[2]!]!;
}

function annotatedConditions({ annotation }: LivePod, container: string): Map<string, string> {
  const conditions = new Map<string, string>();
  let order: unknown;
  try {
    order = JSON.parse(annotation ?? '{}');
  } catch {
    return conditions; // somebody else wrote it; the command is what runs
  }
  const dependencies = isObject(order) && Array.isArray(order.dependencies) ? order.dependencies : [];
  for (const dependency of dependencies) {
    if (!isObject(dependency) || dependency.container !== container) continue;
    const [dependsOn, condition] = [textAt(dependency, 'dependsOn'), textAt(dependency, 'condition')];
    if (dependsOn !== undefined && condition !== undefined) conditions.set(dependsOn, condition);
  }
  return conditions;
}
