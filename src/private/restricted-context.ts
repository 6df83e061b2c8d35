import type { Container, PodSpec } from './manifest';

type SecurityContext = NonNullable<Container['securityContext']>;

/** What Pod Security `restricted` asks of a container. One that runs as user 0 can't say that it does not. */
export function restricted(runsAsRoot = false): SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    ...(runsAsRoot ? {} : { runAsNonRoot: true }),
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/**
 * The security context of a sidecar in a Pod: what Pod Security `restricted` asks for, and over it what the sidecar sets. The API
 * server takes none of this from a Windows Pod.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function restrictedContext({ os, securityContext }: PodSpec, own?: SecurityContext): SecurityContext | undefined {
  if (os?.name === 'windows') return own;
  return { ...restricted((own?.runAsUser ?? securityContext?.runAsUser) === 0), ...own };
}
