import type { Container } from '../manifest';
import type { Plan } from '../plan/plan';

/** Where the runtime image carries the waiter. */
export const PROGRAM_IN_IMAGE = '/startgate';

/** Less CPU slows down the start of the container itself, which counts as its own: see docs/decisions/what-the-installer-may-use.md. */
const LIMITS = { cpu: '100m', memory: '16Mi' };
/** What the Pod reserves for it: no more than that, unless it has to be Guaranteed. */
const REQUESTS = { ...LIMITS, cpu: '10m' };

/** An init container of ours: it runs the waiter in the runtime image, and needs no privileges. */
export function ownContainer({ order, pod }: Plan, name: string, command: string[]): Container {
  const { guaranteed, runsAsRoot } = pod.outline;
  const { runtimeImage, runtimePullPolicy, runtimeResources } = order;
  return {
    name,
    image: runtimeImage!,
    ...(runtimePullPolicy === undefined ? {} : { imagePullPolicy: runtimePullPolicy }),
    command,
    resources: runtimeResources ?? { limits: { ...LIMITS }, requests: { ...(guaranteed ? LIMITS : REQUESTS) } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      ...(runsAsRoot ? {} : { runAsNonRoot: true }),
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}
