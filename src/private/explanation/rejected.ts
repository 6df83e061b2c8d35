import type { Explanation } from './explanation-model';

/**
 * An explanation without promises, for an order that the rules reject. Such an order is never rendered, or never starts as
 * declared, so verdicts, opening times and costs would be wrong.
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
