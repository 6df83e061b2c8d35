import type { Rule } from './rule';

export const stepWithoutRow: Rule = {
  id: 'step-without-row',
  severity: 'error',
  title: 'a container with asStep() must be in a row of steps: otherwise it starts at once',
  cure: 'add the container to a row, such as order.steps(["build", "report"]), or remove asStep',
  check: ({ containers }) => containers
    .filter(({ declared }) => declared.stepOptions !== undefined && declared.step !== true)
    .map(({ name }) => ({ container: name, message: `"${name}" is declared asStep, but no row of steps has it` })),
};
