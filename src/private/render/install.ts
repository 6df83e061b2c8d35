import type { Container } from '../manifest';
import type { Plan } from '../plan/plan';
import { BINARY_FOLDER, INSTALLED_BINARY, INSTALLER_NAME, VOLUME_NAME } from '../pod-names';

/** Where the runtime image carries the program. */
const PROGRAM_IN_IMAGE = '/startgate';

/** Less CPU slows down the start of the container itself, which counts as its own: see docs/decisions/what-the-installer-may-use.md. */
const LIMITS = { cpu: '100m', memory: '16Mi' };
/** What the Pod reserves for it: no more than that, unless it has to be Guaranteed. */
const REQUESTS = { ...LIMITS, cpu: '10m' };

/** The init container that copies the program out of the runtime image; undefined when no container needs it. */
export function installer(plan: Plan): Container | undefined {
  const image = plan.order.runtimeImage;
  if (!plan.installs || image === undefined) return undefined;
  const { guaranteed, runsAsRoot } = plan.pod.outline;
  return {
    name: INSTALLER_NAME,
    image,
    command: [PROGRAM_IN_IMAGE, 'install', INSTALLED_BINARY],
    resources: { limits: { ...LIMITS }, requests: { ...(guaranteed ? LIMITS : REQUESTS) } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      ...(runsAsRoot ? {} : { runAsNonRoot: true }),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: [{ name: VOLUME_NAME, mountPath: BINARY_FOLDER, subPath: 'bin' }],
  };
}
