import { CONTAINER_RESTART_MINOR } from './kubernetes-version';
import type { Plan } from './plan/plan';
import type { ViewedContainer } from './pod-view';

/** What a guard ends with that gives up: EX_UNAVAILABLE. */
export const GUARD_GAVE_UP = 69;

/** The restart policy of a container, and whether the container or the Pod sets it. Before Kubernetes 1.35 only the Pod has one. */
export function restartPolicyOf(
  { pod, minor }: Plan, { container, role }: ViewedContainer,
): { readonly policy: string; readonly own: boolean } {
  if (role === 'native') return { policy: 'Always', own: true };
  const own = minor >= CONTAINER_RESTART_MINOR ? container.restartPolicy : undefined;
  return { policy: own ?? pod.restartPolicy, own: own !== undefined };
}

/** Whether the kubelet starts a container again that has ended with this code: the first rule that fits decides, else the policy. */
export function restartsAfter(plan: Plan, viewed: ViewedContainer, code: number): boolean {
  const rules = plan.minor >= CONTAINER_RESTART_MINOR ? viewed.container.restartPolicyRules ?? [] : [];
  const fits = rules.some(({ exitCodes }) => (exitCodes?.values ?? []).includes(code) === (exitCodes?.operator === 'In'));
  if (fits) return true;
  const { policy } = restartPolicyOf(plan, viewed);
  return policy === 'Always' || (policy === 'OnFailure' && code !== 0);
}
