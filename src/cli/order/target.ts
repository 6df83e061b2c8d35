import type { Authority } from '../../../sidecar-runtime/src/waiter/address';
import { parseArgs } from '../../../sidecar-runtime/src/waiter/args';
import type { Gate } from '../../../sidecar-runtime/src/waiter/invocation';
import type { Statuses } from '../../../sidecar-runtime/src/waiter/statuses';
import { parseTarget, type Check } from '../../../sidecar-runtime/src/waiter/target';
import { allOf } from '../../private/check-parts';
import { ATTEMPT_MS, isLocal } from '../../private/check-target';
import type { CheckModel, ListensOnName, SingleCheck } from '../../private/model';
import type { CheckWords } from './annotation';
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

/** The check that a TARGET of the waiter stands for; undefined when it is none. The inverse of `targetText` of one check. */
export function checkOfTarget(text: string): SingleCheck | undefined {
  const target = asWaiterReads(() => parseTarget(withPort(withoutVariable(text))));
  return target instanceof UsageError ? undefined : modelOf(target.check);
}

/** The check that an annotation names; undefined when it names none. The inverse of `publicWords`. */
export function checkOfWords(words: CheckWords): CheckModel | undefined {
  const read = asWaiterReads(() => parseArgs(['wait', ...[words].flat().map(withoutVariable)]));
  return read instanceof UsageError || read.command !== 'wait' ? undefined : allKnown(read.gates.map(checkOfGate));
}

/** Checks that must all hold, as one; undefined when one of them is none. */
export function allKnown(checks: readonly (SingleCheck | undefined)[]): CheckModel | undefined {
  const known = checks.filter((check) => check !== undefined);
  return known.length < checks.length ? undefined : allOf(known);
}

/** The check that a gate of the waiter stands for, with its options. */
export function checkOfGate({ target, options: { requestTimeout, interval, statuses, headers } }: Gate): SingleCheck | undefined {
  const check = modelOf(target.check);
  return check === undefined ? undefined : {
    ...check,
    ...(requestTimeout === ATTEMPT_MS ? {} : { timeoutMs: requestTimeout }),
    ...(interval === undefined ? {} : { intervalMs: interval }),
    ...(statuses === undefined || check.kind !== 'httpGet' ? {} : { statuses: eachOf(statuses) }),
    ...(check.kind === 'httpGet' ? { headers: headers.map(([name, value]) => ({ name, value })) } : {}),
  };
}

/** Every status, each once, the lowest first. */
function eachOf(statuses: Statuses): number[] {
  const all = statuses.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
  return [...new Set(all)].sort((a, b) => a - b);
}

function modelOf(check: Check): SingleCheck | undefined {
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
