import type { Container, ContainerPort, Probe } from './manifest';
import { allOf, partsOf } from './check-parts';
import type { CheckModel, PortReference, SingleCheck } from './model';

export type ProbeField = 'startupProbe' | 'readinessProbe' | 'livenessProbe';
/** In the order in which they tell the health of a container. */
export const PROBE_FIELDS: readonly ProbeField[] = ['startupProbe', 'readinessProbe', 'livenessProbe'];

/** A check as it will be rendered: its port is a number. */
export interface ResolvedCheck {
  readonly source: 'readyWhen' | ProbeField;
  readonly check: CheckModel;
}

/** Why a container's health can't be seen. */
export interface UnresolvedCheck {
  readonly problem: 'none' | 'port-name' | 'port-missing' | 'port-protocol';
  /** The name of the port that does not exist, or is none of TCP. */
  readonly portName?: string;
}

export type CheckResolution = ResolvedCheck | UnresolvedCheck;

export function isResolved(resolution: CheckResolution): resolution is ResolvedCheck {
  return 'check' in resolution;
}

/**
 * How the health of a container is seen: the check that was declared, else the container's own probe,
 * in the order startup, readiness, liveness.
 */
export function resolveCheck(container: Container, declared: CheckModel | undefined): CheckResolution {
  if (declared !== undefined) return withPorts(container, 'readyWhen', declared);
  for (const field of PROBE_FIELDS) {
    const probe = container[field];
    if (probe === undefined) continue;
    const check = checkOfProbe(probe);
    if (check === undefined) continue;
    const { timeoutSeconds } = probe;
    return withPorts(container, field, timeoutSeconds === undefined ? check : { ...check, timeoutMs: timeoutSeconds * 1000 });
  }
  return { problem: 'none' };
}

function withPorts(container: Container, source: ResolvedCheck['source'], check: CheckModel): CheckResolution {
  const parts: SingleCheck[] = [];
  for (const part of partsOf(check)) {
    const port = 'port' in part ? portNumber(container, part.port) : undefined;
    if (typeof port === 'object') return port;
    parts.push('port' in part && part.port !== port ? { ...part, port } : part);
  }
  return { source, check: allOf(parts) };
}

function portNumber(container: Container, port: PortReference): number | UnresolvedCheck {
  if (typeof port === 'number') return port;
  const declared = container.ports ?? [];
  if (port === undefined) {
    const tcp = declared.filter(isTcp);
    return tcp.length === 1 ? tcp[0]!.containerPort : { problem: 'port-missing' };
  }
  const named = declared.find((candidate) => candidate.name === port);
  if (named !== undefined) return isTcp(named) ? named.containerPort : { problem: 'port-protocol', portName: port };
  return /^\d+$/.test(port) ? Number(port) : { problem: 'port-name', portName: port };
}

/** Every check over the network makes a TCP connection. */
export function isTcp({ protocol }: ContainerPort): boolean {
  return (protocol ?? 'TCP') === 'TCP';
}

function checkOfProbe(probe: Probe): SingleCheck | undefined {
  if (probe.httpGet) {
    const { path, port, host, scheme, httpHeaders } = probe.httpGet;
    return {
      kind: 'httpGet', path: absolute(path ?? ''), port, tls: scheme === 'HTTPS', ...(host === undefined ? {} : { host }),
      headers: httpHeaders ?? [], listensOn: 'all',
    };
  }
  if (probe.tcpSocket) {
    const { port, host } = probe.tcpSocket;
    return { kind: 'tcpSocket', port, ...(host === undefined ? {} : { host }), listensOn: 'all' };
  }
  if (probe.grpc) {
    const { port, service } = probe.grpc;
    return { kind: 'grpc', port, ...(service === undefined || service === '' ? {} : { service }), listensOn: 'all' };
  }
  return probe.exec ? { kind: 'command', command: probe.exec.command ?? [] } : undefined;
}

/** The kubelet takes `ready` for `/ready`. */
function absolute(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

/**
 * The startup probe that cdk8s-plus adds by itself to a container with `portNumber`:
 * a TCP probe with failureThreshold 3 and nothing else.
 */
export function isAutomaticProbe(container: Container): boolean {
  const probe = container.startupProbe;
  if (probe?.tcpSocket === undefined || probe.failureThreshold !== 3) return false;
  const fields = Object.keys(probe).filter((key) => probe[key as keyof Probe] !== undefined);
  const socket = probe.tcpSocket;
  return fields.length === 2 && socket.host === undefined && (container.ports ?? []).some((port) => port.containerPort === socket.port);
}
