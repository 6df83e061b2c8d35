import type { Rule } from './rule';

export const stepWithoutRow: Rule = {
  id: 'step-without-row',
  severity: 'error',
  title: 'asStep says how a step runs: without a row the container is no step, and starts at once',
  cure: 'give the row that it is in, such as order.steps(["build", "report"]), or remove asStep',
  check: ({ containers }) => containers
    .filter(({ declared }) => declared.stepOptions !== undefined && declared.step !== true)
    .map(({ name }) => ({ container: name, message: `"${name}" is declared asStep, but no row of steps names it` })),
};
