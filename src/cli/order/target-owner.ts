import type { Container } from '../../private/manifest';
import { resolveCheck, isResolved, PROBE_FIELDS } from '../../private/resolved-check';
import { portsOf } from '../../private/check-parts';
import type { Target } from '../recognize/recognized';
import { tektonPostFile } from '../recognize/tekton';
import { checkOfTarget } from './target';

/** The container of the Pod that a target means, other than the waiting one; undefined for a target outside of the Pod. */
export function ownerOf(target: Target, waiting: Container, containers: readonly Container[]): Container | undefined {
  const others = containers.filter(({ name }) => name !== waiting.name);
  const named = others.find(({ name }) => name === target.container);
  if (named !== undefined) return named;
  if (target.text.startsWith('file://')) {
    const path = target.text.slice('file://'.length);
    return others.find(({ command = [], args = [] }) => tektonPostFile([...command, ...args]) === path);
  }
  const port = loopbackPort(target.text);
  if (port === undefined) return undefined;
  // a declared port is the best source; many containers declare no port, but their probes name it
  return others.find(({ ports = [] }) => ports.some(({ containerPort }) => containerPort === port))
    ?? others.find((container) => probesPort(container, port));
}

/** The port of a connection to the Pod itself; undefined for another host. */
function loopbackPort(text: string): number | undefined {
  const check = checkOfTarget(text);
  if (check === undefined) {
    // targets that only their tool can check: `redis://localhost:6379`, `mysql root@tcp(127.0.0.1:3306)/shop`
    const port = /(?:^|[\s/@(])(?:localhost|127\.0\.0\.1|\[::1\]):(\d{1,5})(?!\d)/u.exec(text)?.[1];
    return port === undefined ? undefined : Number(port);
  }
  return 'port' in check && typeof check.port === 'number' && !('host' in check && check.host !== undefined) ? check.port : undefined;
}

function probesPort(container: Container, port: number): boolean {
  return PROBE_FIELDS.some((field) => {
    const probe = container[field];
    const resolved = probe === undefined ? undefined : resolveCheck({ ...container, startupProbe: probe }, undefined);
    return resolved !== undefined && isResolved(resolved) && portsOf(resolved.check).includes(port);
  });
}
