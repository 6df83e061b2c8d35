import { durationText } from '../duration-text';
import { RESTART_OPENS_MINOR } from '../kubernetes-version';
import { isNativeGate } from '../plan/gate';
import type { EdgeMechanism } from '../plan/mechanism-choice';
import type { Plan, PlannedContainer, PlannedEdge } from '../plan/plan';
import { keepsOwnProbe, startedByProbe } from '../plan/startup-probe';
import { isResolved } from '../resolved-check';
import type { ExplainedGate } from './explanation-model';

/** What a reader must know of a mechanism; the times are medians measured on a real kubelet. */
interface MechanismFacts {
  /** From readiness to the start of the dependent. */
  readonly opens: string;
  readonly opensAfterMs?: number;
  readonly again: boolean;
  /** Where it can be read why a gate is closed. */
  readonly saidIn: string;
}

const FACTS: Record<EdgeMechanism, MechanismFacts> = {
  'native': {
    opens: 'opens about 640 ms after readiness', opensAfterMs: 640, again: false,
    saidIn: 'why it waits shows in the status of the probe only',
  },
  'native-waiter': {
    opens: 'opens about 100 to 150 ms after readiness', opensAfterMs: 125, again: false,
    saidIn: 'why it waits shows in the events of the Pod',
  },
  'guard': { opens: 'opens 1 to 2 ms after readiness', opensAfterMs: 2, again: true, saidIn: 'why it waits shows in its log' },
  'post-start': {
    opens: 'opens about 100 ms after readiness', opensAfterMs: 100, again: false,
    saidIn: 'why it waits shows nowhere for long',
  },
  'order': { opens: 'opens when it has ended with 0', again: false, saidIn: 'why it waits shows in its status' },
};

/** What one gate is worth, and what must be known of it. */
export type GateFacts = Pick<ExplainedGate, 'verdict' | 'faults' | 'verdictText' | 'opens' | 'opensAfterMs' | 'again' | 'saidIn' | 'notes'>;

export function factsOf(edge: PlannedEdge, dependency: PlannedContainer, { minor, byName }: Plan): GateFacts {
  const { again, saidIn } = FACTS[edge.mechanism];
  const worth = verdictOf(edge, minor);
  return {
    ...(edge.mechanism === 'guard' && byName.get(edge.dependent)!.container.lifecycle?.postStart !== undefined
      ? openForHook(worth, edge.dependent)
      : worth),
    ...opensOf(edge, dependency),
    again,
    saidIn,
    notes: takesRedirects(edge, dependency) ? ['the kubelet also takes a 3xx answer for ready'] : [],
  };
}

type Worth = Pick<GateFacts, 'verdict' | 'faults' | 'verdictText'>;

function verdictOf(edge: PlannedEdge, minor: number): Worth {
  const { mechanism, condition, dependency, dependent, onTimeout, timeoutMs } = edge;
  if (mechanism === 'post-start') {
    return openVerdict(dependent, [
      ...(condition === 'healthy' ? ['the hook fails or times out', 'the kubelet restarts'] : []),
      `the image of ${dependency} is missing`, `${dependency} crashes`,
    ]);
  }
  if (onTimeout !== 'continue') return isNativeGate(edge) ? probedVerdict(dependent, minor) : closedVerdict(dependent);
  const time = durationText(timeoutMs);
  return { verdict: 'open', faults: [`${time} are over, as declared`], verdictText: `closed for ${time}, then open as declared` };
}

/** The version of an order is that of the oldest cluster that it must work on: what newer ones do is said too. */
function probedVerdict(dependent: string, minor: number): Worth {
  if (minor >= RESTART_OPENS_MINOR) return openVerdict(dependent, ['the kubelet restarts while it waits']);
  const closed = closedVerdict(dependent);
  return { ...closed, verdictText: `${closed.verdictText}; from Kubernetes 1.${RESTART_OPENS_MINOR} on a restart of the kubelet does` };
}

export function closedVerdict(dependent: string): Worth {
  return { verdict: 'closed', faults: [], verdictText: `closed: no fault starts ${dependent} early` };
}

export function openVerdict(dependent: string, faults: readonly string[]): Worth {
  const text = faults.length < 2 ? faults.join('') : `${faults.slice(0, -1).join(', ')} or ${faults.at(-1)!}`;
  return { verdict: 'open', faults, verdictText: `OPEN: ${dependent} starts anyway if ${text}` };
}

/** A guard holds back the command of its container; the kubelet runs the postStart hook beside the guard. */
export function openForHook({ verdict, faults, verdictText }: Worth, dependent: string): Worth {
  return {
    verdict: 'open',
    faults: [...faults, `the postStart hook of ${dependent} runs before the gate opens`],
    verdictText: `OPEN for the postStart hook of ${dependent}, which runs before the gate opens; ${verdict === 'closed' ? 'closed for its command' : verdictText}`,
  };
}

/** The figure of the mechanism, where nothing is known that fits better. */
function opensOf({ mechanism, condition }: PlannedEdge, dependency: PlannedContainer): Pick<GateFacts, 'opens' | 'opensAfterMs'> {
  const { opens, opensAfterMs } = FACTS[mechanism];
  if (mechanism === 'order') return { opens };
  const probe = mechanism === 'native' && (condition === 'started' || keepsOwnProbe(dependency)) ? startedByProbe(dependency) : undefined;
  if (probe !== undefined) return { opens: `opens at a try of its own startupProbe, one every ${probe.periodSeconds ?? 10} s` };
  if (condition === 'healthy') return { opens, opensAfterMs };
  if (mechanism === 'guard') {
    return { opens: `opens when the guard of ${dependency.name} says that it has ${condition === 'started' ? 'started' : 'ended'}` };
  }
  if (mechanism === 'post-start') return { opens: 'opens when its container has been started' };
  return { opens: 'opens about 620 ms after its start', opensAfterMs: 620 };
}

function takesRedirects({ mechanism, condition }: PlannedEdge, { check }: PlannedContainer): boolean {
  return mechanism === 'native' && condition === 'healthy' && check !== undefined && isResolved(check) && check.check.kind === 'httpGet';
}
