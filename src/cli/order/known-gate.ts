import { durationText } from '../../private/duration-text';
import type { ExplainedGate } from '../../private/explanation/explanation-model';
import { closedVerdict, hookFaults, openVerdict } from '../../private/explanation/mechanism-facts';
import type { EdgeMechanism } from '../../private/plan/mechanism-choice';
import type { Recognized, Target } from '../recognize/recognized';

/** The place of a gate, which decides its mechanism. */
export type GatePlace = 'command' | 'hook' | 'native-hook';

/** The facts about a gate that depend on the other tool that enforces it. */
export function gateOfTool(place: GatePlace, dependent: string, dependency: string, recognized: Recognized, target: Target): ExplainedGate {
  const { tool, timeoutSeconds, onTimeout, opens, notes = [] } = recognized;
  const faults = [...faultsOf(place, dependency), ...(recognized.faults ?? []), ...endOf(place, recognized)];
  return {
    dependent, dependency,
    outside: false,
    condition: target.condition,
    ...(target.condition === 'healthy' ? { check: { target: target.text, source: 'command' } } : {}),
    timeout: { ...(timeoutSeconds === undefined ? {} : { seconds: timeoutSeconds, onTimeout }), clockless: false, ownProbe: false },
    mechanism: mechanismOf(place),
    waiter: tool,
    ...(faults.length === 0 ? closedVerdict(dependent) : openVerdict(dependent, faults)),
    opens,
    again: place === 'command',
    saidIn: place === 'command' ? 'the reason for waiting is in its log' : 'the reason for waiting is not kept anywhere',
    notes,
  };
}

function mechanismOf(place: GatePlace): EdgeMechanism {
  return place === 'command' ? 'guard' : 'post-start';
}

/** The kubelet restarts a native sidecar that fails before it starts later containers. Only a kubelet restart skips its hook. */
function faultsOf(place: GatePlace, dependency: string): string[] {
  switch (place) {
    case 'command': return [];
    case 'hook': return hookFaults(dependency);
    case 'native-hook': return ['the kubelet restarts while the hook waits'];
  }
}

function endOf(place: GatePlace, { onTimeout, timeoutSeconds, tool }: Recognized): string[] {
  if (place !== 'command' || onTimeout === 'fail') return [];
  return [timeoutSeconds === undefined ? `${tool} fails` : `${durationText(timeoutSeconds * 1000)} are over`];
}
