import { durationText } from './duration-text';
import type { EdgeMechanism } from './mechanism-choice';
import type { PlannedContainer, PlannedEdge } from './plan';
import { keepsOwnProbe } from './render/native';
import { isResolved } from './resolved-check';

/** What a reader must know of a mechanism; the times are medians measured on a real kubelet. */
interface MechanismFacts {
  /** From readiness to the start of the dependent. */
  readonly opens: string;
  readonly again: boolean;
  /** Where it can be read why a gate is closed. */
  readonly saidIn: string;
}

const FACTS: Record<EdgeMechanism, MechanismFacts> = {
  'native': { opens: 'opens about 640 ms after readiness', again: false, saidIn: 'why it waits shows in the status of the probe only' },
  'native-waiter': { opens: 'opens about 100 to 150 ms after readiness', again: false, saidIn: 'why it waits shows in the events of the Pod' },
  'guard': { opens: 'opens 1 to 2 ms after readiness', again: true, saidIn: 'why it waits shows in its log' },
  'post-start': { opens: 'opens about 100 ms after readiness', again: false, saidIn: 'why it waits shows nowhere for long' },
  'order': { opens: 'opens when it has ended with 0', again: false, saidIn: 'why it waits shows in its status' },
};

/** Every fact about one gate, the verdict first. */
export function gateFacts(edge: PlannedEdge, dependency: PlannedContainer): [string, ...string[]] {
  const { mechanism, dependent } = edge;
  const facts = FACTS[mechanism];
  return [
    verdict(edge),
    opens(edge, dependency) ?? facts.opens,
    `${facts.again ? 'gates again' : 'does not gate again'} when ${dependent} restarts`,
    facts.saidIn,
    ...(takesRedirects(edge, dependency) ? ['the kubelet also takes a 3xx answer for ready'] : []),
  ];
}

function verdict({ mechanism, condition, dependency, dependent, onTimeout, timeoutMs }: PlannedEdge): string {
  if (mechanism === 'post-start') {
    const hook = condition === 'healthy' ? 'the hook fails or times out, the kubelet restarts, ' : '';
    return `OPEN: ${dependent} starts anyway if ${hook}the image of ${dependency} is missing or ${dependency} crashes`;
  }
  return onTimeout === 'continue' ? `closed for ${durationText(timeoutMs)}, then open as declared` : `closed: no fault starts ${dependent} early`;
}

/** What the general figure does not fit. */
function opens({ mechanism, condition }: PlannedEdge, dependency: PlannedContainer): string | undefined {
  if (mechanism === 'order') return undefined;
  if (mechanism === 'native' && condition === 'healthy' && keepsOwnProbe(dependency)) {
    return `opens at a try of its own startupProbe, one every ${dependency.container.startupProbe?.periodSeconds ?? 10} s`;
  }
  if (condition === 'healthy') return undefined;
  if (mechanism === 'guard') return `opens when the guard of ${dependency.name} says that it has ${condition === 'started' ? 'started' : 'ended'}`;
  return mechanism === 'post-start' ? 'opens when its container has been started' : 'opens about 620 ms after its start';
}

function takesRedirects({ mechanism, condition }: PlannedEdge, { check }: PlannedContainer): boolean {
  return mechanism === 'native' && condition === 'healthy' && check !== undefined && isResolved(check) && check.check.kind === 'httpGet';
}
