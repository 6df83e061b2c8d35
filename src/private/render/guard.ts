import { sharedPath, targetWords } from '../check-target';
import { durationText } from '../duration-text';
import type { CheckModel } from '../model';
import { needsState, type Plan, type PlannedContainer, type PlannedEdge } from '../plan/plan';
import { STATE_DIRECTORY } from '../pod-names';
import { isResolved, type ResolvedCheck } from '../resolved-check';
import { restartPolicyOf } from '../restart-policy';
import type { ContainerPatch } from './patch';
import { renderPodIp } from './pod-ip';
import { stepWords } from './step';

/** Wraps the command of each guarded container: the guard waits for its gates, then executes the command. `args` stay unchanged. */
export function renderGuard(plan: Plan, planned: PlannedContainer, patch: ContainerPatch): void {
  if (!planned.guarded || planned.waiterPath === undefined || planned.command === undefined) return;
  const words = [planned.waiterPath, 'exec'];
  if (planned.publishes) words.push('--name', planned.name, ...(runsOnce(plan, planned) ? ['--once'] : []));
  if (planned.publishes || planned.readsState) words.push('--state', STATE_DIRECTORY);
  words.push(...stepWords(plan, planned, patch));
  // If the kubelet restarts the guard, a failed attempt is no end: the next attempt waits at the same gates.
  const end = plan.pod.restartPolicy === 'OnFailure' ? 'succeeded' : 'completed';
  for (const name of planned.until) words.push('--until', `${name}=${end}`);
  for (const edge of planned.waitsFor) {
    if (edge.mechanism === 'guard') words.push('--wait', ...gateWords(plan, planned, edge, patch));
  }
  patch.command = [...words, '--', ...planned.command];
}

/** The kubelet never restarts the container, whatever the exit code of its guard. The guard of a step assumes this anyway. */
function runsOnce(plan: Plan, planned: PlannedContainer): boolean {
  const { policy } = restartPolicyOf(plan, planned);
  return policy === 'Never' && planned.declared.step !== true && (planned.container.restartPolicyRules ?? []).length === 0;
}

function gateWords(plan: Plan, planned: PlannedContainer, edge: PlannedEdge, patch: ContainerPatch): string[] {
  const resolved = dialled(plan, edge);
  const target = resolved === undefined
    ? [`${edge.dependency}=${edge.condition}`]
    : dialWords(plan, planned, edge, resolved, patch);
  return [...target, ...policyWords(edge)];
}

function dialWords(plan: Plan, planned: PlannedContainer, edge: PlannedEdge, resolved: ResolvedCheck, patch: ContainerPatch): string[] {
  const check = seenFrom(plan, planned, edge, resolved.check);
  const podIp = 'listensOn' in check && check.listensOn === 'pod-ip' ? renderPodIp(planned.container, patch) : undefined;
  return targetWords(targetName(plan.byName.get(edge.dependency)!), { ...resolved, check }, 'command', podIp);
}

/** The name of a TARGET; a target outside of the Pod is its own name. */
export function targetName({ name, role }: PlannedContainer): string | undefined {
  return role === 'outside' ? undefined : name;
}

/** The options of a gate that every mechanism renders. */
export function policyWords(edge: Pick<PlannedEdge, 'timeoutMs' | 'onTimeout'>): string[] {
  return ['--timeout', durationText(edge.timeoutMs), ...(edge.onTimeout === 'fail' ? [] : ['--on-timeout', edge.onTimeout])];
}

function dialled(plan: Plan, edge: PlannedEdge): ResolvedCheck | undefined {
  if (needsState(edge)) return undefined;
  const resolution = plan.byName.get(edge.dependency)?.check;
  return resolution !== undefined && isResolved(resolution) ? resolution : undefined;
}

/** The path in this container of a file or socket of the other container. */
function seenFrom(plan: Plan, planned: PlannedContainer, edge: PlannedEdge, check: CheckModel): CheckModel {
  if (check.kind !== 'file' && check.kind !== 'unixSocket') return check;
  const owner = plan.byName.get(edge.dependency)!;
  const path = sharedPath(check.path, owner.container.mounts, planned.container.mounts);
  return path === undefined ? check : { ...check, path };
}
