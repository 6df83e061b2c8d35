import type { Explanation } from './explanation-model';

/**
 * An explanation without what is not true of an order that the rules reject: it is never rendered, or never starts so, and what its
 * gates are worth, when they open and what they cost would be a promise.
 */
export function withoutPromises(explanation: Explanation): Explanation {
  const rejected = explanation.findings.some(({ severity, silenced }) => severity === 'error' && silenced === undefined);
  if (!rejected) return explanation;
  return {
    ...explanation,
    costs: [],
    gates: explanation.gates.map(({ opensAfterMs: _opensAfterMs, ...gate }) => ({
      ...gate,
      verdict: 'rejected', faults: [], verdictText: 'rejected: an error blocks it', opens: '', again: false, saidIn: '', notes: [],
    })),
  };
}
