import { beforeThis } from './container-state-failed';
import type { GuardGate } from './guard-gates';
import { ageText, oneLine } from './human-text';
import type { LiveContainer } from './live-pod';
import type { Situation, ContainerState } from './situation';
import { readWaiterWords } from './waiter-words';

/**
 * The state of a running container with a guard; undefined if the guard has surely passed its gates. The log of the container is the
 * best source. Without the log, the other containers tell it: a container that has not started is not ready, and a guard gives up after
 * its timeout.
 */
export function ofGuard(situation: Situation, gates: readonly GuardGate[], startedAt: number | undefined): ContainerState | undefined {
  const { container, logs, now } = situation;
  const forMs = startedAt === undefined ? undefined : Math.max(0, now - startedAt);
  const log = logs.get(container.name);
  if (log === undefined) return withoutLog(situation, gates, forMs);
  const words = readWaiterWords(log);
  if (words.disabled !== undefined) return { state: 'open', gate: `runs; its guard is disabled: ${oneLine(words.disabled)}`, forMs };
  // a log that has grown too long loses its beginning, and with it the words of the guard
  if (words.passed || (!words.any && log.trim() !== '')) return undefined;
  const closed = words.closed.size === 0 ? gates : gates.filter(({ label }) => words.closed.has(label));
  return { ...waiting(situation, closed.length === 0 ? gates : closed, forMs), ...loggedAnswer(situation, words) };
}

/** The last answers in the log of a guard or waiter, else the end of the last attempt. */
export function loggedAnswer(
  situation: Situation, { closed } = readWaiterWords(situation.logs.get(situation.container.name) ?? ''),
): Pick<ContainerState, 'answer'> {
  const answer = [...closed].map(([target, reason]) => `${target}: ${reason}`).join('; ');
  return answer === '' ? beforeThis(situation) : { answer: oneLine(answer) };
}

function withoutLog(situation: Situation, gates: readonly GuardGate[], forMs: number | undefined): ContainerState | undefined {
  const { pod, container } = situation;
  if (hasOutlived(gates, forMs)) return undefined;
  const seen = gates.map((gate) => ({ gate, open: isOpen(gate, pod.containers.find(({ name }) => name === gate.target)) }));
  if (seen.every(({ open }) => open === true)) return undefined;
  const closed = seen.filter(({ open }) => open === false).map(({ gate }) => gate);
  const state = waiting(situation, closed.length === 0 ? gates : closed, forMs);
  const before = beforeThis(situation);
  return closed.length > 0 || before.answer !== undefined ? { ...state, ...before } : { ...state, answer: `not in the Pod's status: run kubectl logs -n ${pod.namespace} ${pod.name} -c ${container.name}` };
}

function waiting({ pod }: Situation, gates: readonly GuardGate[], forMs: number | undefined): ContainerState {
  const named = new Set(gates.map(({ target, condition }) => `${oneLine(target)} (${condition})`));
  const targets = new Set(gates.map(({ target }) => target));
  return {
    state: 'waiting',
    gate: `its guard waits for ${[...named].join(', ')}`,
    waitsFor: [...targets].filter((target) => pod.containers.some(({ name }) => name === target)),
    forMs,
    next: whatThen(gates, forMs, pod.restartPolicy),
  };
}

/** Without `block`, a guard that still waits would have given up by now. */
function hasOutlived(gates: readonly GuardGate[], forMs: number | undefined): boolean {
  return forMs !== undefined
    && gates.every(({ timeoutMs, onTimeout }) => onTimeout !== 'block' && forMs > timeoutMs + SPARE_MS);
}

const SPARE_MS = 5000;

/** Undefined if the status of the Pod does not tell it. */
function isOpen({ condition }: GuardGate, target: LiveContainer | undefined): boolean | undefined {
  const state = target?.status?.state;
  if (target === undefined || state === undefined) return undefined;
  switch (condition) {
    case 'started':
      if (state.kind === 'waiting') return false;
      return state.kind === 'running' && !target.command.includes('--wait') ? true : undefined;
    case 'succeeded':
      if (state.kind === 'terminated') return state.exitCode === 0;
      return state.kind === 'running' ? false : undefined;
    case 'completed': return state.kind === 'terminated';
    default: break;
  }
  if (state.kind !== 'running') return false;
  if (target.hasReadinessProbe) return target.status?.ready === true;
  return target.startupProbe === undefined ? undefined : target.status?.started === true;
}

function whatThen(gates: readonly GuardGate[], forMs: number | undefined, restartPolicy: string): string {
  const [first] = gates.filter(({ onTimeout }) => onTimeout !== 'block').sort((a, b) => a.timeoutMs - b.timeoutMs);
  if (first === undefined) return 'the command starts when its gates open; there is no timeout';
  const left = forMs === undefined
    ? `${ageText(first.timeoutMs)} after its start`
    : `in ${ageText(Math.max(0, first.timeoutMs - forMs))}`;
  if (first.onTimeout === 'continue') return `the command starts when its gates open, or ${left} without them`;
  return `the command starts when its gates open; ${left} the guard gives up${restartPolicy === 'Never' ? ' for good' : ' and is restarted'}`;
}
