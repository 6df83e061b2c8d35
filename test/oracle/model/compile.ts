import type { Container, Handler, Pod, Probe } from './pod';
import { RUNS, ENDS, type Behaviour, type Program } from './program';
import { expanded, PodPrograms, type Target } from './target';
import { isWaiter, readWaiterWords } from './waiter-words';

/** A gate of the waiter. */
export interface Gate {
  readonly target: Target;
  readonly timeoutMs: number;
  readonly onTimeout: string;
}

/** What stands before the real command of a container. */
export interface Guard {
  readonly gates: readonly Gate[];
  /** `startgate wait`: it ends with 0 where a guard would become its command. */
  readonly waitsOnly: boolean;
  /** It stops its command when all of these have ended so. */
  readonly until: readonly Target[];
  readonly step: boolean;
  /** It is not started again: one that ends while it waits has ended. */
  readonly once: boolean;
  readonly continues: boolean;
  readonly when: readonly { readonly of: number; readonly code: number; readonly equal: boolean }[];
}

export interface CompiledProbe {
  /** Undefined: its program is missing, and the kubelet gets no answer at all. */
  readonly target?: Target;
  /** It runs the waiter, which answers at the moment, or when its time is over. */
  readonly blocking: boolean;
  readonly delayMs: number;
  readonly periodMs: number;
  readonly threshold: number;
  /** From the start of the container to the failure that kills it. */
  readonly budgetMs: number;
}

/** A postStart hook: `gates` when the waiter runs in it, and the container's own otherwise. */
export interface Hook {
  readonly gates?: readonly Gate[];
  readonly missing: boolean;
}

export interface CompiledContainer {
  readonly index: number;
  readonly name: string;
  readonly kind: 'init' | 'native' | 'regular';
  /** It can't be started: the program of its command is missing. */
  readonly binaryMissing: boolean;
  readonly guard?: Guard;
  readonly startup?: CompiledProbe;
  readonly liveness?: CompiledProbe;
  readonly hook?: Hook;
  readonly behaviour: Behaviour;
  /** Whether the kubelet starts it again after this exit code. */
  readonly restarts: (code: number) => boolean;
}

export interface CompiledPod {
  readonly minor: number;
  readonly inits: readonly CompiledContainer[];
  readonly regulars: readonly CompiledContainer[];
  readonly all: readonly CompiledContainer[];
}

/** The first minor versions whose API server keeps the fields. */
const SIDECARS = 29;
const OWN_RESTART_POLICY = 35;

/** A Pod as a kubelet of a minor version has it, read once and played often. */
export function compilePod(pod: Pod, programs: ReadonlyMap<string, Program>, minor: number): CompiledPod {
  const all = new PodPrograms(pod, programs, minor);
  const inits = (pod.initContainers ?? []).map((container, index) => compileContainer(all, container, index, minor, true));
  const regulars = pod.containers.map((container, index) => compileContainer(all, container, inits.length + index, minor, false));
  return { minor, inits, regulars, all: [...inits, ...regulars] };
}

/** The same Pod with a container whose program behaves in another way. */
export function withBehaviour(pod: CompiledPod, name: string, behaviour: Behaviour): CompiledPod {
  const change = (container: CompiledContainer): CompiledContainer => (container.name === name ? { ...container, behaviour } : container);
  const all = pod.all.map(change);
  return { minor: pod.minor, all, inits: all.slice(0, pod.inits.length), regulars: all.slice(pod.inits.length) };
}

function compileContainer(all: PodPrograms, container: Container, index: number, minor: number, init: boolean): CompiledContainer {
  const initKind = container.restartPolicy === 'Always' && minor >= SIDECARS ? 'native' : 'init';
  const kind = init ? initKind : 'regular';
  const command = (container.command ?? []).map(expanded);
  const guarded = isWaiter(command);
  const { startupProbe, livenessProbe, lifecycle } = container;
  return {
    index,
    name: container.name,
    kind,
    binaryMissing: guarded && !all.hasWaiter(container, command[0]!),
    ...(guarded ? { guard: guardOf(all, container, command) } : {}),
    ...(startupProbe === undefined || kind === 'init' ? {} : { startup: probeOf(all, container, startupProbe) }),
    ...(livenessProbe === undefined || kind === 'init' ? {} : { liveness: probeOf(all, container, livenessProbe) }),
    ...(lifecycle?.postStart === undefined ? {} : { hook: hookOf(all, container, lifecycle.postStart) }),
    behaviour: all.programs[index]?.behaviour ?? (init ? ENDS : RUNS),
    restarts: restartsOf(all.pod, container, kind, minor),
  };
}

function guardOf(all: PodPrograms, container: Container, command: readonly string[]): Guard {
  const { verb, gates, until, state, step, once, onError, when } = readWaiterWords(command);
  return {
    gates: gates.map((words) => ({ target: all.gate(container, words, state), timeoutMs: words.timeoutMs, onTimeout: words.onTimeout })),
    waitsOnly: verb === 'wait',
    until: until.map((target) => all.gate(container, { target, timeoutMs: 0, onTimeout: 'block', headers: [], attemptMs: 0, statuses: '' }, state)),
    step,
    once,
    continues: onError === 'continue',
    when: when.flatMap((text) => {
      const [, name, not, code] = /^([a-z0-9-]+)(!?)=(\d+)$/.exec(text) ?? [];
      return name === undefined ? [] : [{ of: all.indexOf(name)!, code: Number(code), equal: not === '' }];
    }),
  };
}

function probeOf(all: PodPrograms, container: Container, probe: Probe): CompiledProbe {
  const periodMs = (probe.periodSeconds ?? 10) * 1000;
  const threshold = probe.failureThreshold ?? 3;
  const delayMs = (probe.initialDelaySeconds ?? 0) * 1000;
  const common = { delayMs, periodMs, threshold };
  const dialled = all.dialledByKubelet(container, probe);
  const budgetMs = delayMs + periodMs * threshold;
  if (dialled !== undefined) return { ...common, target: dialled, blocking: false, budgetMs };
  const command = (probe.exec?.command ?? []).map(expanded);
  if (!isWaiter(command)) return { ...common, target: all.command(container, command), blocking: false, budgetMs };
  if (!all.hasWaiter(container, command[0]!)) return { ...common, blocking: true, budgetMs: Infinity };
  const { gates } = readWaiterWords(command);
  const [gate] = gates;
  const targets = gates.map((words) => all.seenByWaiter(container, words));
  const attemptMs = Math.max(periodMs, Math.min(gate!.timeoutMs, (probe.timeoutSeconds ?? 1) * 1000));
  return { ...common, target: targets.find(({ kind }) => kind === 'nothing') ?? targets[0]!, blocking: true, budgetMs: delayMs + attemptMs * threshold };
}

function hookOf(all: PodPrograms, container: Container, hook: Handler): Hook {
  // a hook's words are not expanded
  const command = hook.exec?.command ?? [];
  if (!isWaiter(command)) return { missing: false };
  const gates = readWaiterWords(command).gates.map((words) => ({
    target: all.seenByWaiter(container, words), timeoutMs: words.timeoutMs, onTimeout: words.onTimeout,
  }));
  return { gates, missing: !all.hasWaiter(container, command[0]!) };
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy */
function restartsOf(pod: Pod, container: Container, kind: CompiledContainer['kind'], minor: number): (code: number) => boolean {
  if (kind === 'native') return () => true;
  const own = minor >= OWN_RESTART_POLICY ? container.restartPolicy : undefined;
  const policy = own ?? pod.restartPolicy ?? 'Always';
  const byPolicy = (code: number): boolean => policy !== 'Never' && (code !== 0 || (policy === 'Always' && kind === 'regular'));
  const rules = own === undefined ? [] : (container.restartPolicyRules ?? []);
  if (rules.length === 0) return byPolicy;
  return (code) => {
    const rule = rules.find(({ exitCodes }) => exitCodes !== undefined
      && (exitCodes.values ?? []).includes(code) === (exitCodes.operator === 'In'));
    return rule === undefined ? byPolicy(code) : rule.action.startsWith('Restart');
  };
}
