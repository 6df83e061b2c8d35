import { stepsOf } from '../plan/step-plan';
import type { Rule } from './rule';

export const stepTimeoutOverDeadline: Rule = {
  id: 'step-timeout-over-deadline',
  severity: 'error',
  title: 'a step timeout must not be longer than activeDeadlineSeconds, which stops the Pod first',
  cure: 'raise activeDeadlineSeconds, or shorten the timeout',
  check: (plan) => {
    const { activeDeadlineSeconds, kind } = plan.pod.outline;
    if (activeDeadlineSeconds === undefined) return [];
    return stepsOf(plan).flatMap(({ name, declared }) => {
      const timeoutMs = declared.stepOptions?.timeoutMs ?? 0;
      return timeoutMs <= activeDeadlineSeconds * 1000 ? [] : [{
        container: name,
        message: `the timeout of step "${name}" is ${timeoutMs / 1000} s, but the activeDeadlineSeconds of this ${kind} is ${activeDeadlineSeconds} s`,
      }];
    });
  },
};
