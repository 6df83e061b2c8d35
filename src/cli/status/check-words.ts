import { NEVER } from '../../private/check-probe';
import { targetText } from '../../private/check-target';
import type { Probe } from '../../private/manifest';
import { isResolved, resolveCheck } from '../../private/resolved-check';
import { oneLine } from './human-text';
import { waiterWords } from './guard-gates';
import type { LiveContainer } from './live-pod';

/** What a startup probe looks at: `http://localhost:8080/ready`. */
export function probeTarget({ name, ports, startupProbe }: LiveContainer): string | undefined {
  if (startupProbe === undefined) return undefined;
  const gates = waiterWords(startupProbe.exec?.command ?? [])?.gates ?? [];
  if (gates.length > 0) return oneLine(gates.map(({ check }) => check).join(' and '));
  const resolved = resolveCheck({ name, ports: [...ports], startupProbe }, undefined);
  return isResolved(resolved) ? oneLine(targetText(resolved.check)) : undefined;
}

/** The times of a probe, with the defaults of the Kubernetes API. */
export interface ProbeTimes {
  readonly periodSeconds: number;
  /** From the start of the container until the kubelet restarts it; Infinity when it never does. */
  readonly budgetMs: number;
}

export function probeTimes(probe: Probe): ProbeTimes {
  const { initialDelaySeconds = 0, periodSeconds = 10, timeoutSeconds = 1, failureThreshold = 3 } = probe;
  // the waiter holds one attempt for as long as it is let
  const attempt = waiterWords(probe.exec?.command ?? []) === undefined ? periodSeconds : Math.max(periodSeconds, timeoutSeconds);
  return { periodSeconds, budgetMs: failureThreshold >= NEVER ? Infinity : (initialDelaySeconds + attempt * failureThreshold) * 1000 };
}
