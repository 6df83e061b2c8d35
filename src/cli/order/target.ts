import type { Authority } from '../../../sidecar-runtime/src/waiter/address';
import { parseTarget } from '../../../sidecar-runtime/src/waiter/target';
import { isLocal } from '../../private/check-target';
import type { CheckModel, ListensOnName } from '../../private/model';
import { asWaiterReads, UsageError } from './as-waiter-reads';

/** What stands for a host that only the Pod knows. @see https://www.rfc-editor.org/rfc/rfc2606#section-2 */
const UNKNOWN = '.variable.invalid';

/** A target in which a host such as `[$(POD_IP)]` is one that the waiter's parser takes. */
export function withoutVariable(target: string): string {
  return target.replace(/:\/\/\[?\$\(([\w.-]+)\)\]?/u, `://$1${UNKNOWN}`);
}

/** The text with its variable again. */
export function withVariable(text: string): string {
  return text.replace(/([\w.-]+)\.variable\.invalid/gu, '[$($1)]');
}

/** The check that a TARGET of the waiter stands for; undefined when it is none. The inverse of `targetText`. */
export function checkOfTarget(text: string): CheckModel | undefined {
  const target = asWaiterReads(() => parseTarget(withPort(withoutVariable(text))));
  if (target instanceof UsageError) return undefined;
  const { check } = target;
  switch (check.kind) {
    case 'http': return { kind: 'httpGet', path: check.path, tls: check.tls, headers: [], ...placeOf(check.authority) };
    case 'tcp': return { kind: 'tcpSocket', ...placeOf(check.authority) };
    case 'grpc': {
      return { kind: 'grpc', ...placeOf(check.authority), ...(check.service === '' ? {} : { service: check.service }) };
    }
    case 'unix': return { kind: 'unixSocket', path: check.path, ...(check.http === undefined ? {} : { httpPath: check.http }) };
    case 'exec': return { kind: 'command', command: check.command };
    case 'file': return check;
    case 'guard':
    case 'state': return undefined;
  }
}

/** Tools of others know the ports of http and https. */
function withPort(target: string): string {
  return target.replace(/^http(s?):\/\/(?:\[[^\]]*\]|[^:/?#]*)(?=[/?#]|$)/u, (place, secure) => `${place}:${secure === '' ? 80 : 443}`);
}

function placeOf({ host, port }: Authority): { readonly port: number; readonly listensOn: ListensOnName; readonly host?: string } {
  if (host.endsWith(UNKNOWN)) return { port, listensOn: 'pod-ip' };
  return { port, listensOn: 'all', ...(isLocal(host) ? {} : { host }) };
}
