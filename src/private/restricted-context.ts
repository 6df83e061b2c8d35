import type { Container, PodSpec } from './manifest';

type SecurityContext = NonNullable<Container['securityContext']>;

/**
 * The security context of a sidecar in a Pod: what Pod Security `restricted` asks for, and over it what the sidecar sets. A container that
 * runs as user 0 can't say that it does not, and the API server takes none of this from a Windows Pod.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function restrictedContext({ os, securityContext }: PodSpec, own?: SecurityContext): SecurityContext | undefined {
  if (os?.name === 'windows') return own;
  const user = own?.runAsUser ?? securityContext?.runAsUser;
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    ...(user === 0 ? {} : { runAsNonRoot: true }),
    seccompProfile: { type: 'RuntimeDefault' },
    ...own,
  };
}
