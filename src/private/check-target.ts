import { durationText } from './duration-text';
import type { VolumeMount } from './manifest';
import { partsOf } from './check-parts';
import type { CheckModel, Header, SingleCheck } from './model';
import type { ResolvedCheck } from './resolved-check';

/**
 * Where the waiter runs. It decides what `localhost` reaches, and how Kubernetes treats `$(NAME)` in the words:
 * expanded in a container's command and in a probe, left alone in a lifecycle hook.
 */
export type WaiterPlace = 'command' | 'probe' | 'hook';

/** How long one attempt may take, unless a check says another time: the default of the kubelet and of the waiter. */
export const ATTEMPT_MS = 1000;

/** The variable that carries the Pod's address into a guard's command, where the container has none yet. */
export const POD_IP_VARIABLE = 'POD_IP';

/**
 * The words of a check on the waiter's command line: a TARGET for each of its parts, with the options that belong to it.
 *
 * @param name of the container that is checked; undefined for a target outside of the Pod
 * @param policy the words of the gate, which every TARGET has
 * @param podIp name of the variable that holds the Pod's address where the waiter runs
 */
export function targetWords(
  name: string | undefined, resolved: ResolvedCheck, place: WaiterPlace, policy: readonly string[], podIp = POD_IP_VARIABLE,
): string[] {
  const literal = place === 'hook' || isReusedCommand(resolved, place) ? asItIs : escapeReferences;
  const prefix = name === undefined ? '' : `${name}=`;
  return partsOf(resolved.check).flatMap((check) => [
    `${prefix}${targetOf(check, literal, podIp)}`, ...optionWords(check), ...headersOf(check).flatMap((header) => headerWords(header, literal)), ...policy,
  ]);
}

function headerWords({ name, value }: Header, literal: (text: string) => string): string[] {
  return ['--header', literal(`${name}: ${value}`)];
}

/** The options that belong to a TARGET, without those that have the default of the waiter. */
function optionWords(check: SingleCheck): string[] {
  const { timeoutMs, intervalMs } = check;
  const statuses = check.kind === 'httpGet' ? check.statuses : undefined;
  return [
    ...(timeoutMs === undefined || timeoutMs === ATTEMPT_MS ? [] : ['--request-timeout', durationText(timeoutMs)]),
    ...(intervalMs === undefined ? [] : ['--interval', durationText(intervalMs)]),
    ...(statuses === undefined ? [] : ['--status', statusText(statuses)]),
  ];
}

/** Statuses in a row as a range: `200-299,401`. */
function statusText(statuses: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const status of statuses) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === status - 1) last[1] = status;
    else ranges.push([status, status]);
  }
  return ranges.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(',');
}

/** The command of a probe keeps its references when it runs in a probe again. */
function isReusedCommand({ check, source }: ResolvedCheck, place: WaiterPlace): boolean {
  return place === 'probe' && check.kind === 'command' && source !== 'readyWhen';
}

/** A check as everybody may read it: the public TARGET of each part, and the options of that TARGET. */
export function publicWords(check: CheckModel): string[] {
  return partsOf(check).flatMap((part) => [publicTarget(part), ...publicOptions(part)]);
}

/** The TARGETs of a check with their options, as a person reads them. */
export function wordsText(check: CheckModel): string {
  return partsOf(check).map((part) => [targetOf(part, asItIs, POD_IP_VARIABLE), ...publicOptions(part)].join(' ')).join(' and ');
}

/** A header may be a secret, but for the one that names the server. */
function publicOptions(check: SingleCheck): string[] {
  const host = headersOf(check).filter(({ name }) => name.toLowerCase() === 'host');
  return [...optionWords(check), ...host.flatMap((header) => headerWords(header, asItIs))];
}

/** The TARGETs of a check, as a person reads them. */
export function targetText(check: CheckModel): string {
  return partsOf(check).map((part) => targetOf(part, asItIs, POD_IP_VARIABLE)).join(' and ');
}

/**
 * The TARGET of a check as everybody may read it: without its query, which may hold a secret, as the waiter's log has it.
 * A command is told whole: the kubelet's own probe would show it, too.
 */
export function publicTarget(check: SingleCheck): string {
  if (check.kind === 'httpGet') return targetText({ ...check, path: withoutQuery(check.path) });
  if (check.kind === 'unixSocket' && check.httpPath !== undefined) return targetText({ ...check, httpPath: withoutQuery(check.httpPath) });
  return targetText(check);
}

function withoutQuery(path: string): string {
  return path.split('?', 1)[0]!;
}

function asItIs(text: string): string {
  return text;
}

function targetOf(check: SingleCheck, literal: (text: string) => string, podIp: string): string {
  switch (check.kind) {
    case 'httpGet': return `${check.tls ? 'https' : 'http'}://${host(check, literal, podIp)}:${String(check.port)}${literal(requestPath(check.path))}`;
    case 'tcpSocket': return `tcp://${host(check, literal, podIp)}:${String(check.port)}`;
    case 'grpc': return `grpc://${host(check, literal, podIp)}:${String(check.port)}${check.service === undefined ? '' : literal(`/${check.service}`)}`;
    case 'unixSocket': return `unix://${literal(check.path)}${check.httpPath === undefined ? '' : literal(`:${check.httpPath}`)}`;
    case 'file': return `file://${literal(check.path)}`;
    case 'command': return `exec:${literal(JSON.stringify(check.command))}`;
  }
}

/** The path as the kubelet sends it for the same probe: with a leading slash, without a fragment, percent-encoded where it must be. */
function requestPath(path: string): string {
  const [sent = ''] = path.split('#', 1);
  const encoded = sent.replace(/[^\x21-\x7e]+/gu, encodeURIComponent);
  return encoded.startsWith('/') ? encoded : `/${encoded}`;
}

/** Brackets around the variable: it may hold an IPv6 address, and the waiter takes an IPv4 address in brackets too. */
function host(check: { readonly host?: string; readonly listensOn: string }, literal: (text: string) => string, podIp: string): string {
  if (check.host !== undefined && check.host !== '') return check.host.includes(':') ? `[${literal(check.host)}]` : literal(check.host);
  return check.listensOn === 'pod-ip' ? `[$(${podIp})]` : 'localhost';
}

/** What every container of the Pod reaches by this name is the Pod itself. */
export function isLocal(host: string): boolean {
  return host === '' || host === 'localhost' || host === '0.0.0.0' || host === '::1' || host === '::'
    || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

/** The check looks at a host that is not the Pod, seen from a container of the Pod. */
export function looksElsewhere(check: CheckModel): boolean {
  return 'host' in check && check.host !== undefined && !isLocal(check.host);
}

/** The check looks at the address of the Pod, which only the Pod knows. */
export function asksPodIp(check: CheckModel): boolean {
  return partsOf(check).some((part) => 'listensOn' in part && part.listensOn === 'pod-ip');
}

function headersOf(check: SingleCheck): readonly Header[] {
  return check.kind === 'httpGet' ? check.headers : [];
}

/**
 * A text as Kubernetes must be given it where it expands references: there `$(NAME)` is a variable, and `$$` stands for `$`.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
 */
export function escapeReferences(text: string): string {
  return text.replace(/\$(?=[$(])/gu, '$$$$');
}

/** What `escapeReferences` was given. */
export function unescapeReferences(text: string): string {
  return text.replace(/\$(?=\$[$(])/gu, '');
}

/**
 * The path in `reader` of a file that `owner` sees at `path`: both must mount the volume that it is on.
 * Undefined when they don't share it.
 */
export function sharedPath(path: string, owner: readonly VolumeMount[] = [], reader: readonly VolumeMount[] = []): string | undefined {
  const mount = innermostMount(path, owner);
  if (mount?.subPathExpr !== undefined || mount === undefined) return undefined;
  const onVolume = join(mount.subPath ?? '', path.slice(trimSlash(mount.mountPath).length));
  for (const other of reader) {
    if (other.name !== mount.name || other.subPathExpr !== undefined) continue;
    const base = trimSlash(join(other.subPath ?? '', ''));
    if (base !== '' && onVolume !== base && !onVolume.startsWith(`${base}/`)) continue;
    const inside = `${trimSlash(other.mountPath)}${onVolume.slice(base.length)}`;
    if (innermostMount(inside, reader) === other) return inside;
  }
  return undefined;
}

/** The mount that a path is on. */
export function innermostMount(path: string, mounts: readonly VolumeMount[]): VolumeMount | undefined {
  let best: VolumeMount | undefined;
  for (const mount of mounts) {
    const base = trimSlash(mount.mountPath);
    if (path !== base && !path.startsWith(`${base}/`)) continue;
    if (best === undefined || base.length > trimSlash(best.mountPath).length) best = mount;
  }
  return best;
}

/** A path on a volume, always with a leading slash: `/sub/file`. */
function join(subPath: string, rest: string): string {
  return `/${[...subPath.split('/'), ...rest.split('/')].filter((part) => part !== '').join('/')}`;
}

function trimSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
