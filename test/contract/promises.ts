/** What a plan promises of each command that is rendered for it, in the terms of the waiter. Nothing here reads or writes words. */
import { expect } from 'vitest';
import type { Authority } from '../../sidecar-runtime/src/waiter/address';
import type { Gate, Invocation, StepSettings } from '../../sidecar-runtime/src/waiter/invocation';
import type { GateOptions } from '../../sidecar-runtime/src/waiter/options';
import type { Check } from '../../sidecar-runtime/src/waiter/target';
import { sharedPath } from '../../src/private/check-target';
import type { Container, VolumeMount } from '../../src/private/manifest';
import type { SingleCheck } from '../../src/private/model';
import { gateTime, hookGates, initGates, nativeGates } from '../../src/private/plan/gate';
import type { Plan, PlannedContainer, PlannedEdge } from '../../src/private/plan/plan';
import { usedResults, usingVariables } from '../../src/private/plan/step-plan';
import type { PlannedWaiter } from '../../src/private/plan/waiters';
import { isResolved, type ResolvedCheck } from '../../src/private/resolved-check';

/** The address of the Pod. */
export const POD_IP = '10.0.0.7';

const STATE = '/run/startgate/state';
const GRACE = 10_000;

/** What the guard of a container is asked for. */
export function promisedGuard(plan: Plan, planned: PlannedContainer): Invocation {
  const { name, publishes, until, waitsFor, declared } = planned;
  const condition = plan.pod.restartPolicy === 'OnFailure' ? 'succeeded' : 'completed';
  return {
    command: 'exec',
    gates: waitsFor.filter(({ mechanism }) => mechanism === 'guard').flatMap((edge) => gatesOfGuard(plan, planned, edge)),
    state: STATE, logFormat: 'text', group: false,
    once: expect.any(Boolean) as boolean,
    commandIndex: expect.any(Number) as number,
    ...(publishes ? { name } : {}),
    ...(until.length === 0 ? {} : { until: { ends: until.map((container) => ({ kind: 'state', container, condition } as const)), grace: GRACE } }),
    ...(declared.step === true ? { step: stepOf(planned) } : {}),
  };
}

/** What the waiter in the startup probe of a container is asked for: under `block` the kubelet asks it again. */
export function promisedProbe(planned: PlannedContainer): Invocation {
  const { timeoutMs } = gateTime(planned, nativeGates(planned));
  const resolved = resolvedOf(planned);
  const { source, check } = resolved;
  // the command of a probe is taken over as it is, with its variables
  const own = source !== 'readyWhen' && check.kind === 'command'
    ? { ...resolved, check: { ...check, command: check.command.map(expanded) } } : resolved;
  return waitFor(gatesOf(planned.name, own, { timeout: timeoutMs, onTimeout: 'fail' }));
}

/** What the startup probe of a guarded container is asked for: longer than the guard may wait. */
export function promisedGuardProbe({ name, waitsFor }: PlannedContainer): Invocation {
  const longest = Math.max(...waitsFor.filter(({ mechanism }) => mechanism === 'guard').map(({ timeoutMs }) => timeoutMs));
  const target = { label: name, text: 'guard://self', check: { kind: 'guard' } } as const;
  return waitFor([{ target, options: { requestTimeout: 1000, maxInterval: undefined, headers: [], timeout: longest + 5000, onTimeout: 'fail' } }]);
}

/** What the waiter in the hook of a container is asked for. */
export function promisedHook(planned: PlannedContainer): Invocation {
  return waitFor(gatesOf(planned.name, resolvedOf(planned), policyOf(planned, hookGates(planned))));
}

/** What an init container that waits is asked for; files and sockets by their paths on its own mounts. */
export function promisedInitWaiter({ sidecars }: PlannedWaiter, { volumeMounts = [] }: Container): Invocation {
  return waitFor(sidecars.flatMap((sidecar) => {
    const resolved = seenFrom(volumeMounts, sidecar);
    return gatesOf(sidecar.name, resolved, policyOf(sidecar, initGates(sidecar)));
  }));
}

type Policy = Pick<GateOptions, 'timeout' | 'onTimeout'>;

function waitFor(gates: readonly Gate[]): Invocation {
  return { command: 'wait', gates, state: STATE, logFormat: 'text' };
}

/** One gate of several dependencies. */
function policyOf(planned: PlannedContainer, gates: readonly PlannedEdge[]): Policy {
  const { timeoutMs, forEver } = gateTime(planned, gates);
  const { onTimeout } = gates[0]!;
  return { timeout: timeoutMs, onTimeout: forEver && onTimeout === 'fail' ? 'block' : onTimeout };
}

/** The check of a container, with a path as another container has it. */
function seenFrom(mounts: readonly VolumeMount[] | undefined, owner: PlannedContainer): ResolvedCheck {
  const resolved = resolvedOf(owner);
  const seen = (check: SingleCheck): SingleCheck => (check.kind !== 'file' && check.kind !== 'unixSocket'
    ? check
    : { ...check, path: sharedPath(check.path, owner.container.mounts, mounts) ?? check.path });
  const { check } = resolved;
  return { ...resolved, check: check.kind === 'all' ? { ...check, checks: check.checks.map(seen) } : seen(check) };
}

function gatesOfGuard(plan: Plan, planned: PlannedContainer, edge: PlannedEdge): Gate[] {
  const { dependency: container, condition, timeoutMs: timeout, onTimeout } = edge;
  const policy = { timeout, onTimeout };
  if (condition !== 'healthy') {
    const target = { label: `${container}=${condition}`, text: condition, check: { kind: 'state', container, condition } } as const;
    return [{ target, options: { requestTimeout: 1000, maxInterval: undefined, headers: [], ...policy } }];
  }
  return gatesOf(container, seenFrom(planned.container.mounts, plan.byName.get(container)!), policy);
}

/** Of several checks, the log has the target beside the name. */
function gatesOf(name: string, { check }: ResolvedCheck, policy: Policy): Gate[] {
  if (check.kind !== 'all') return [gateOf(name, check, policy)];
  const label = expect.stringMatching(new RegExp(`^${name} [(].+[)]$`, 'u')) as string;
  return check.checks.map((part) => gateOf(label, part, policy));
}

function gateOf(label: string, check: SingleCheck, policy: Policy): Gate {
  const { timeoutMs = 1000, intervalMs } = check;
  const statuses = check.kind === 'httpGet' ? check.statuses?.map((status) => [status, status] as const) : undefined;
  const headers = new Map<string, readonly [string, string]>();
  for (const { name, value } of check.kind === 'httpGet' ? check.headers : []) {
    headers.delete(name.toLowerCase());
    headers.set(name.toLowerCase(), [name, value.trim()]);
  }
  return {
    target: { label, text: expect.any(String) as string, check: checkOf(check) },
    options: {
      requestTimeout: timeoutMs, maxInterval: undefined, headers: [...headers.values()], ...policy,
      ...(intervalMs === undefined ? {} : { interval: intervalMs }), ...(statuses === undefined ? {} : { statuses }),
    },
  };
}

function checkOf(check: SingleCheck): Check {
  switch (check.kind) {
    case 'httpGet': return { kind: 'http', tls: check.tls, authority: authorityOf(check), path: requestPath(check.path) };
    case 'tcpSocket': return { kind: 'tcp', authority: authorityOf(check) };
    case 'grpc': return { kind: 'grpc', authority: authorityOf(check), service: check.service ?? '' };
    case 'unixSocket': return { kind: 'unix', path: check.path, ...(check.httpPath === undefined ? {} : { http: check.httpPath }) };
    case 'file': return { kind: 'file', path: check.path };
    case 'command': return { kind: 'exec', command: check.command };
  }
}

function authorityOf({ host = '', port, listensOn }: { readonly host?: string; readonly port: unknown; readonly listensOn: string }): Authority {
  const inPod = listensOn === 'pod-ip' ? POD_IP : 'localhost';
  return { host: host === '' ? inPod : host, port: Number(port) };
}

/** With a slash, without a fragment, percent-encoded where a request must be. */
function requestPath(path: string): string {
  const [sent = ''] = path.split('#');
  const encoded = [...sent].map((char) => (char > ' ' && char < '\u007f' ? char : encodeURIComponent(char))).join('');
  return encoded.startsWith('/') ? encoded : `/${encoded}`;
}

function stepOf(planned: PlannedContainer): StepSettings {
  const { timeoutMs, onError, when = [], resultsLimit = 4096 } = planned.declared.stepOptions ?? {};
  return {
    grace: GRACE, continues: onError === 'continue', when, uses: usedResults(planned), environment: usingVariables(planned),
    resultsLimit, messageLimit: expect.any(Number) as number,
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
  };
}

function resolvedOf({ check }: PlannedContainer): ResolvedCheck {
  if (check === undefined || !isResolved(check)) throw new Error('a plan without errors resolves every check that it asks');
  return check;
}

/** A word as the kubelet hands it on: `$$` is `$`, and the variable of the Pod's address has its value. */
export function expanded(word: string): string {
  return word.replace(/\$\$|\[\$\([\w.-]+\)\]/gu, (found) => (found === '$$' ? '$' : `[${POD_IP}]`));
}
