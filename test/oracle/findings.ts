import type { Violation } from './check-pod';
import type { FaultKind } from './single-faults';

/** What the library says of a Pod to its user, read from the text of `explain`. */
export interface Findings {
  readonly findings: readonly { readonly id: string; readonly message: string }[];
  /** What is said of each gate, by `dependent dependency`. */
  readonly gates: ReadonlyMap<string, string>;
}

export function readExplain(text: string): Findings {
  const findings: { id: string; message: string }[] = [];
  const gates = new Map<string, string>();
  let dependent = '';
  let gate: string | undefined;
  for (const line of text.split('\n')) {
    const finding = /^(?:error|warning|info) ([a-z-]+): (.*)$/.exec(line);
    const container = /^(?:\d+\.|never:) (\S+)/.exec(line);
    const wait = /^ {3}waits for (\S+): (.*)$/.exec(line);
    if (finding !== null) findings.push({ id: finding[1]!, message: finding[2]! });
    if (container !== null) dependent = container[1]!;
    if (wait !== null) gate = `${dependent} ${wait[1]!}`;
    else if (!line.startsWith('     ')) gate = undefined;
    if (gate !== undefined) gates.set(gate, `${gates.get(gate) ?? ''}${line}\n`);
  }
  return { findings, gates };
}

/** The words of a gate's verdict that speak of a fault. */
const VERDICTS: Partial<Record<FaultKind, RegExp>> = {
  'kubelet restarts': /OPEN: .* the kubelet restarts|a restart of the kubelet does/,
};

/** The rules that speak of what was seen, by what it is. */
const RULES: Record<Violation['kind'], readonly string[]> = {
  'early': ['post-start-fails-open', 'host-network-probe'],
  'hook early': ['hook-before-gate', 'post-start-fails-open', 'host-network-probe'],
  'never starts': ['liveness-during-warm-up', 'startup-budget', 'sidecar-after-end', 'image-volume-off'],
  'never ends': ['job-never-completes', 'injected-never-ends', 'image-volume-off'],
  'overtakes': [],
  'service lost': ['service-port-of-sidecar'],
  'invalid': [],
};

/** What they say keeps the whole init phase. */
const OF_THE_POD = ['image-volume-off'];

/** Whether the library says what was seen. */
export function excuseOf({ kind, fault, edge, containers, text }: Violation, { findings, gates }: Findings): boolean {
  if (edge !== undefined) {
    const gate = gates.get(`${edge.dependent} ${edge.dependency}`) ?? '';
    if (VERDICTS[fault]?.test(gate) === true) return true;
    if (text.endsWith('its time is over') && gate.includes('then open as declared')) return true;
  }
  return findings.some(({ id, message }) => RULES[kind].includes(id)
    && (containers.length === 0 || OF_THE_POD.includes(id) || containers.some((name) => message.includes(`"${name}"`))));
}
