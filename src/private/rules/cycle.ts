import type { Rule } from './rule';

export const cycle: Rule = {
  id: 'cycle',
  severity: 'error',
  title: 'containers that wait for each other never start',
  cure: 'remove one of these dependencies',
  check: (plan) => plan.graph.cycles()
    .map((nodes) => ({ container: nodes[0]!, message: `containers wait for each other: ${nodes.join(' -> ')}` })),
};
