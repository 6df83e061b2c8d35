import type { Probe } from './manifest';
import { eachPart, partsOf } from './check-parts';
import type { CheckModel } from './model';
import { ATTEMPT_MS, escapeReferences } from './check-target';
import type { ResolvedCheck } from './resolved-check';

/** The largest count that a probe's threshold can hold: never give up. */
export const NEVER = 2_147_483_647;

/** The period of a startup probe of ours, unless its check has an interval. */
const PERIOD_MS = 1000;

/** A time as the kubelet counts it: whole seconds, rounded up. A longer attempt and a later one do no harm, an attempt too few would. */
export function wholeSeconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000);
}

/** The check with the times as the kubelet counts them. */
export function asKubeletRuns(check: CheckModel): CheckModel {
  return eachPart(check, ({ timeoutMs, intervalMs, ...part }) => ({
    ...part,
    ...(timeoutMs === undefined ? {} : { timeoutMs: wholeSeconds(timeoutMs) * 1000 }),
    ...(intervalMs === undefined ? {} : { intervalMs: wholeSeconds(intervalMs) * 1000 }),
  }));
}

/**
 * A startup probe that tries for as long as the timeout lasts, once a second or at the interval of the check. The kubelet tries at once,
 * so the last attempt comes one period before `failureThreshold` periods are over: one more covers the timeout.
 * A probe that is reused keeps its handler and the time of an attempt; the port is a number.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export function startupProbe(resolved: ResolvedCheck, timeoutMs: number, forEver: boolean): Probe {
  const { timeoutMs: attemptMs = ATTEMPT_MS, intervalMs = PERIOD_MS } = partsOf(resolved.check)[0]!;
  const [periodSeconds, timeoutSeconds] = [wholeSeconds(intervalMs), wholeSeconds(attemptMs)];
  const attempts = 1 + Math.max(0, Math.ceil((timeoutMs - PERIOD_MS) / 1000 / periodSeconds));
  return {
    ...handlerOf(resolved),
    periodSeconds,
    ...(timeoutSeconds === 1 ? {} : { timeoutSeconds }),
    failureThreshold: forEver ? NEVER : attempts,
  };
}

function handlerOf(resolved: ResolvedCheck): Probe {
  const { check, source } = resolved;
  const reused = source !== 'readyWhen';
  switch (check.kind) {
    case 'httpGet':
      return {
        httpGet: {
          path: check.path,
          port: check.port as number,
          ...(check.host === undefined ? {} : { host: check.host }),
          ...(check.tls ? { scheme: 'HTTPS' } : {}),
          ...(check.headers.length === 0 ? {} : { httpHeaders: check.headers.map((header) => ({ ...header })) }),
        },
      };
    case 'tcpSocket': return { tcpSocket: { port: check.port as number, ...(check.host === undefined ? {} : { host: check.host }) } };
    case 'grpc': return { grpc: { port: check.port as number, ...(check.service === undefined ? {} : { service: check.service }) } };
    case 'command': return { exec: { command: check.command.map((word) => (reused ? word : escapeReferences(word))) } };
    case 'all':
    case 'file':
    case 'unixSocket': throw new Error(`a kubelet probe can't see a check of kind "${(check satisfies CheckModel).kind}"`);
  }
}

/** Seconds after which the kubelet gives a container up, by the defaults of the Kubernetes API; Infinity when it never does. */
export function probeBudgetSeconds(probe: Probe): number {
  if (probe.failureThreshold === NEVER) return Infinity;
  return (probe.initialDelaySeconds ?? 0) + (probe.periodSeconds ?? 10) * (probe.failureThreshold ?? 3);
}
