import type { Container } from '../manifest';
import type { Plan } from '../plan/plan';
import { restricted } from '../restricted-context';

/** The path of the waiter in the runtime image. */
export const WAITER_IN_IMAGE = '/startgate';

/** Less CPU slows down the start of the container: see docs/decisions/what-the-installer-may-use.md. */
const LIMITS = { cpu: '100m', memory: '16Mi' };
/** The request of the container, unless the Pod must be Guaranteed. */
const REQUESTS = { ...LIMITS, cpu: '10m' };

/** An init container of ours, which runs the waiter in the runtime image without privileges. */
export function ownContainer({ order, pod }: Plan, name: string, command: string[]): Container {
  const { guaranteed, runsAsRoot } = pod.outline;
  const { runtimeImage, runtimePullPolicy, runtimeResources } = order;
  return {
    name,
    image: runtimeImage!,
    ...(runtimePullPolicy === undefined ? {} : { imagePullPolicy: runtimePullPolicy }),
    command,
    resources: runtimeResources ?? { limits: { ...LIMITS }, requests: { ...(guaranteed ? LIMITS : REQUESTS) } },
    securityContext: { ...restricted(runsAsRoot), readOnlyRootFilesystem: true },
  };
}
