import type { Probe } from './manifest';
import type { CheckModel } from './model';
import { escapeReferences } from './check-target';
import type { ResolvedCheck } from './resolved-check';

/** The largest count that a probe's threshold can hold: never give up. */
export const NEVER = 2_147_483_647;

/**
 * A startup probe that tries once a second for as long as the timeout lasts.
 * A probe that is reused keeps its handler and the time of an attempt; the port is a number.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export function startupProbe(resolved: ResolvedCheck, timeoutMs: number, forEver: boolean): Probe {
  return {
    ...handlerOf(resolved),
    periodSeconds: 1,
    ...(resolved.attemptSeconds === undefined ? {} : { timeoutSeconds: resolved.attemptSeconds }),
    failureThreshold: forEver ? NEVER : Math.max(1, Math.ceil(timeoutMs / 1000)),
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
    case 'file':
    case 'unixSocket': throw new Error(`a kubelet probe can't see a check of kind "${(check satisfies CheckModel).kind}"`);
  }
}

/** Seconds after which the kubelet gives a container up, by the defaults of the Kubernetes API; Infinity when it never does. */
export function probeBudgetSeconds(probe: Probe): number {
  if (probe.failureThreshold === NEVER) return Infinity;
  return (probe.initialDelaySeconds ?? 0) + (probe.periodSeconds ?? 10) * (probe.failureThreshold ?? 3);
}
