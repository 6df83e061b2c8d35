import type { Rule } from './rule';

export const stepRestarts: Rule = {
  id: 'step-restarts',
  severity: 'error',
  title: 'a step runs once: what is tried again is the whole row, by its Job',
  cure: 'set restartPolicy: Never in the Pod; backoffLimit of a Job says how often the row is tried',
  check: ({ pod, containers }) => {
    const steps = containers.filter(({ declared }) => declared.step === true).map(({ name }) => name);
    if (steps.length === 0 || pod.restartPolicy === 'Never') return [];
    return [{ container: steps[0]!, message: `${steps.map((name) => `"${name}"`).join(', ')} ${steps.length === 1 ? 'is a step' : 'are steps'}, but the Pod's restartPolicy is "${pod.restartPolicy}"` }];
  },
};
