import { stepsOf } from '../plan/step-plan';
import type { Rule } from './rule';

export const stepTimeoutOverDeadline: Rule = {
  id: 'step-timeout-over-deadline',
  severity: 'error',
  title: 'a timeout that is longer than the Pod may run is never seen: the Pod is killed first, and says nothing of the step',
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
