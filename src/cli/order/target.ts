import { isLocal } from '../../private/check-target';
import type { CheckModel, ListensOnName } from '../../private/model';

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([['http', 80], ['https', 443]]);

/** The check that a TARGET of the waiter stands for; undefined when it is none. The inverse of `targetText`. */
export function checkOfTarget(target: string): CheckModel | undefined {
  const [, scheme, rest] = /^(https?|tcp|grpc|unix|file|exec):(.*)$/su.exec(target) ?? [];
  if (scheme === undefined || rest === undefined) return undefined;
  if (scheme === 'exec') return commandCheck(rest);
  if (!rest.startsWith('//')) return undefined;
  const place = rest.slice(2);
  if (scheme === 'file') return place.startsWith('/') ? { kind: 'file', path: place } : undefined;
  if (scheme === 'unix') return socketCheck(place);
  const endpoint = endpointOf(place, DEFAULT_PORTS.get(scheme));
  if (endpoint === undefined) return undefined;
  const { path, ...at } = endpoint;
  switch (scheme) {
    case 'tcp': return { kind: 'tcpSocket', ...at };
    case 'grpc': return { kind: 'grpc', port: at.port, listensOn: at.listensOn, ...(path.length > 1 ? { service: path.slice(1) } : {}) };
    default: return { kind: 'httpGet', path: path === '' ? '/' : path, tls: scheme === 'https', headers: [], ...at };
  }
}

function commandCheck(text: string): CheckModel | undefined {
  let words: unknown;
  try {
    words = JSON.parse(text);
  } catch {
    return undefined;
  }
  return Array.isArray(words) && words.every((word) => typeof word === 'string') ? { kind: 'command', command: words } : undefined;
}

function socketCheck(place: string): CheckModel | undefined {
  const colon = place.indexOf(':');
  const path = colon === -1 ? place : place.slice(0, colon);
  if (!path.startsWith('/')) return undefined;
  return { kind: 'unixSocket', path, ...(colon === -1 ? {} : { httpPath: place.slice(colon + 1) }) };
}

interface Endpoint {
  readonly port: number;
  readonly path: string;
  readonly host?: string;
  readonly listensOn: ListensOnName;
}

function endpointOf(place: string, defaultPort: number | undefined): Endpoint | undefined {
  const match = /^(\[[^\]]*\]|[^:/[\]]*)(?::(\d{1,5}))?(\/.*|\?.*)?$/su.exec(place);
  if (match === null) return undefined;
  const [, host = '', digits, path = ''] = match;
  const port = digits === undefined ? defaultPort : Number(digits);
  if (port === undefined || port < 1 || port > 65535) return undefined;
  const inner = host.startsWith('[') ? host.slice(1, -1) : host;
  if (inner.startsWith('$(')) return { port, path, listensOn: 'pod-ip' };
  return { port, path, listensOn: 'all', ...(isLocal(inner) ? {} : { host: inner }) };
}
