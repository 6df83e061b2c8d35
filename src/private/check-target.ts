import type { VolumeMount } from './manifest';
import type { CheckModel, Header } from './model';
import type { ResolvedCheck } from './resolved-check';

/**
 * Where the waiter runs. It decides what `localhost` reaches, and how Kubernetes treats `$(NAME)` in the words:
 * expanded in a container's command and in a probe, left alone in a lifecycle hook.
 */
export type WaiterPlace = 'command' | 'probe' | 'hook';

/** The variable that carries the Pod's address into a guard's command, where the container has none yet. */
export const POD_IP_VARIABLE = 'POD_IP';

/**
 * The words of one TARGET on the waiter's command line, with the options that belong to it.
 *
 * @param name of the container that is checked; undefined for a target outside of the Pod
 * @param podIp name of the variable that holds the Pod's address where the waiter runs
 */
export function targetWords(name: string | undefined, resolved: ResolvedCheck, place: WaiterPlace, podIp = POD_IP_VARIABLE): string[] {
  const literal = place === 'hook' || isReusedCommand(resolved, place) ? asItIs : escapeReferences;
  const target = targetOf(resolved.check, literal, podIp);
  const words = [name === undefined ? target : `${name}=${target}`];
  const { attemptSeconds } = resolved;
  if (attemptSeconds !== undefined && attemptSeconds !== 1) words.push('--request-timeout', `${attemptSeconds}s`);
  for (const header of headersOf(resolved.check)) words.push('--header', literal(`${header.name}: ${header.value}`));
  return words;
}

/** The command of a probe keeps its references when it runs in a probe again. */
function isReusedCommand({ check, source }: ResolvedCheck, place: WaiterPlace): boolean {
  return place === 'probe' && check.kind === 'command' && source !== 'readyWhen';
}

/** The TARGET of a check, as a person reads it. */
export function targetText(check: CheckModel): string {
  return targetOf(check, asItIs, POD_IP_VARIABLE);
}

/**
 * The TARGET of a check as everybody may read it: without its query, which may hold a secret, as the waiter's log has it.
 * A command is told whole: the kubelet's own probe would show it, too.
 */
export function publicTarget(check: CheckModel): string {
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

function targetOf(check: CheckModel, literal: (text: string) => string, podIp: string): string {
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

function headersOf(check: CheckModel): readonly Header[] {
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
