import { durationText } from '../duration-text';
import { RESTART_OPENS_MINOR } from '../kubernetes-version';
import { isNativeGate } from '../plan/gate';
import type { EdgeMechanism } from '../plan/mechanism-choice';
import type { Plan, PlannedContainer, PlannedEdge } from '../plan/plan';
import { isResolved } from '../resolved-check';
import type { ExplainedGate } from './explanation-model';
import { openingOf } from './gate-opening';
import { MEASURED } from './measured';

/** Where the reason for a closed gate is shown. */
const SAID_IN: Record<EdgeMechanism, string> = {
  'native': 'the reason for waiting is only in the status of the probe',
  'native-waiter': 'the reason for waiting is in the events of the Pod',
  'init-waiter': 'the reason for waiting is in the log of the init container',
  'guard': 'the reason for waiting is in its log',
  'post-start': 'the reason for waiting is not kept anywhere',
  'order': 'the reason for waiting is in its status',
};

/** The verdict of one gate, and important facts about the gate. */
export type GateFacts = Pick<ExplainedGate, 'verdict' | 'faults' | 'verdictText' | 'opens' | 'opensAfterMs' | 'again' | 'saidIn' | 'notes'>;

export function factsOf(edge: PlannedEdge, dependency: PlannedContainer, { minor, byName }: Plan): GateFacts {
  const worth = verdictOf(edge, minor, dependency);
  return {
    ...(edge.mechanism === 'guard' && byName.get(edge.dependent)!.container.lifecycle?.postStart !== undefined
      ? openForHook(worth, edge.dependent)
      : worth),
    ...openingOf(edge, dependency, minor),
    again: MEASURED.gatesAgain.includes(edge.mechanism),
    saidIn: SAID_IN[edge.mechanism],
    notes: [...injectedNotes(edge, dependency), ...(takesRedirects(edge, dependency) ? ['the kubelet also accepts a 3xx answer as ready'] : [])],
  };
}

type Worth = Pick<GateFacts, 'verdict' | 'faults' | 'verdictText'>;

function verdictOf(edge: PlannedEdge, minor: number, { role }: PlannedContainer): Worth {
  const { mechanism, condition, dependency, dependent, onTimeout, timeoutMs } = edge;
  if (mechanism === 'post-start') {
    const faults = condition === 'healthy' ? hookFaults(dependency) : [`the image of ${dependency} is missing`, `${dependency} crashes`];
    return openVerdict(dependent, role === 'injected' ? [`${dependency} is not injected`, ...faults] : faults);
  }
  if (onTimeout !== 'continue') return isNativeGate(edge) ? probedVerdict(dependent, minor) : closedVerdict(dependent);
  const time = durationText(timeoutMs);
  return { verdict: 'open', faults: [`${time} are over, as declared`], verdictText: `closed for ${time}, then open as declared` };
}

/** The version of an order is its oldest cluster only, so the text also describes newer versions. */
function probedVerdict(dependent: string, minor: number): Worth {
  if (minor >= RESTART_OPENS_MINOR) return openVerdict(dependent, ['the kubelet restarts while it waits']);
  const closed = closedVerdict(dependent);
  return { ...closed, verdictText: `${closed.verdictText}; from Kubernetes 1.${RESTART_OPENS_MINOR} on a restart of the kubelet does` };
}

/** The faults that open a hook that waits: each fault that nodes have shown, in the words of `explain`. */
export function hookFaults(dependency: string): string[] {
  const words: Readonly<Record<string, string>> = {
    'the image of the sidecar is missing': `the image of ${dependency} is missing`,
    'the sidecar crashes before it is ready': `${dependency} exits before it is ready`,
    'the sidecar exits with 0 before it is ready': `${dependency} exits before it is ready`,
    'the Pod is deleted while the gate is closed': 'the Pod is deleted',
    'the kubelet restarts while the gate is closed': 'the kubelet restarts',
    'containerd restarts while the gate is closed': 'containerd restarts',
  };
  // all other faults make the hook fail
  return [...new Set(Object.keys(MEASURED.opened['post-start']).map((fault) => words[fault] ?? 'the hook fails or times out'))];
}

export function closedVerdict(dependent: string): Worth {
  return { verdict: 'closed', faults: [], verdictText: `closed: no fault starts ${dependent} early` };
}

export function openVerdict(dependent: string, faults: readonly string[]): Worth {
  const text = faults.length < 2 ? faults.join('') : `${faults.slice(0, -1).join(', ')} or ${faults.at(-1)!}`;
  return { verdict: 'open', faults, verdictText: `OPEN: ${dependent} starts anyway if ${text}` };
}

/** A guard delays the command of its container, but the kubelet runs the postStart hook beside the guard. */
export function openForHook({ verdict, faults, verdictText }: Worth, dependent: string): Worth {
  return {
    verdict: 'open',
    faults: [...faults, `the postStart hook of ${dependent} runs before the gate opens`],
    verdictText: `OPEN for the postStart hook of ${dependent}, which runs before the gate opens; ${verdict === 'closed' ? 'closed for its command' : verdictText}`,
  };
}

/** The manifest does not show whether and where a container is injected. */
function injectedNotes({ mechanism, dependent, onTimeout }: PlannedEdge, { name, role }: PlannedContainer): string[] {
  if (role !== 'injected' || mechanism === 'post-start' || onTimeout === 'continue') return [];
  return [mechanism === 'init-waiter'
    ? `${dependent} never starts if ${name} is not injected as a native sidecar in front of the init container that waits`
    : `${dependent} never starts if ${name} is not injected`];
}

function takesRedirects({ mechanism, condition }: PlannedEdge, { check }: PlannedContainer): boolean {
  return mechanism === 'native' && condition === 'healthy' && check !== undefined && isResolved(check) && check.check.kind === 'httpGet';
}
