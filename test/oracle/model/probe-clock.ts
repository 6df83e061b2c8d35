import type { CompiledProbe } from './compile';
import type { ContainerState } from './container-state';
import type { Sight } from './sight';

/** Whether a probe would be answered well now; one whose program is missing is not answered at all. */
export function answers({ target }: CompiledProbe, sight: Sight): boolean {
  return target !== undefined && sight.isOpen(target);
}

/** The next try of a probe: at once where it blocks. */
export function nextTry({ blocking, delayMs, periodMs }: CompiledProbe, { probedAt }: ContainerState, now: number): number {
  const first = probedAt + delayMs;
  if (now <= first) return first;
  return blocking ? now : first + Math.ceil((now - first) / periodMs) * periodMs;
}

/** When a startup probe that is never answered well kills its container. */
export function givesUpAt(probe: CompiledProbe, { probedAt }: ContainerState, sight: Sight): number {
  const { target, blocking, delayMs, periodMs, threshold, budgetMs } = probe;
  const failed = blocking && target !== undefined && sight.hasFailed(target);
  return probedAt + (failed ? delayMs + periodMs * threshold : budgetMs);
}

/** When a liveness probe that fails since a moment kills its container. */
export function killsAt({ delayMs, periodMs, threshold }: CompiledProbe, { deadSince, probedAt }: ContainerState): number {
  return deadSince < 0 ? Infinity : Math.max(deadSince, probedAt + delayMs) + periodMs * threshold;
}
