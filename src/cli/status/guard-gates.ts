import { isObject } from '../../private/manifest';
import { type StartgateGate, type StartgateWords, startgateWords } from '../order/startgate-words';
import { textAt } from './fields';
import type { LiveContainer, LivePod } from './live-pod';

/** One gate of a guard. */
export interface GuardGate extends Pick<StartgateGate, 'condition' | 'label' | 'timeoutMs' | 'onTimeout'> {
  /** The container that it waits for, or its target where it has no name. */
  readonly target: string;
}

/**
 * What the guard of a container waits for; undefined without a guard. Its own command says it as it is run;
 * the annotation adds the condition, which a check in the command does not tell.
 */
export function guardGates(pod: LivePod, container: LiveContainer): GuardGate[] | undefined {
  const guard = programWords(container.command);
  if (guard?.verb !== 'exec') return undefined;
  const annotated = annotatedConditions(pod, container.name);
  return guard.gates.map(({ name, check, condition, label, timeoutMs, onTimeout }) => {
    const target = name ?? check;
    return { target, condition: annotated.get(target) ?? condition, label, timeoutMs, onTimeout };
  });
}

/** The words of a waiter in a probe or hook of this container; undefined where there is none. */
export function waiterWords(words: readonly string[]): StartgateWords | undefined {
  const waiter = programWords(words);
  return waiter?.verb === 'wait' ? waiter : undefined;
}

function programWords(words: readonly string[]): StartgateWords | undefined {
  const [path = ''] = words;
  return path === 'startgate' || path.endsWith('/startgate') ? startgateWords(words) : undefined;
}

function annotatedConditions({ annotation }: LivePod, container: string): Map<string, StartgateGate['condition']> {
  const conditions = new Map<string, StartgateGate['condition']>();
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
    const known = CONDITIONS.find((each) => each === condition);
    if (dependsOn !== undefined && known !== undefined) conditions.set(dependsOn, known);
  }
  return conditions;
}

const CONDITIONS = ['started', 'healthy', 'completed', 'succeeded'] as const;
