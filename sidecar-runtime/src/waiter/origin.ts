import { PlatformError, type Platform } from '../platform/platform.ts';
import { decodeBytes } from './bytes.ts';
import { sandboxIdOf } from './sandbox.ts';

/** The most mounts that are read, in bytes: a container that mounts the whole node with some ten thousand of them. */
const MOUNTS_LIMIT = 8 << 20;

const HOSTS_LIMIT = 1 << 20;

/**
 * How the kubelet begins `/etc/hosts` in a Pod that has a network of its own. On the host's network the line has more words.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/kubelet/kubelet_pods.go managedHostsHeader
 */
const OWN_NETWORK = '# Kubernetes-managed hosts file.\n';

/** Where a record was written: the boot of the machine and the sandbox of the Pod. */
export interface Origin {
  readonly bootId: string;
  /** The number that the kernel gave the network namespace. It gives a number again once it is free. */
  readonly networkNamespace: string;
  /** The id that the container runtime gave the sandbox; undefined where nothing in the container tells it. */
  readonly sandbox?: string;
  /**
   * The cookie of the Pod's own network namespace, in decimal digits: never given twice in one boot. Undefined on the host's network, or
   * where it is not known.
   */
  readonly networkCookie?: string;
}

/**
 * Where this process runs, as the kernel says it.
 *
 * @throws PlatformError `EUNTRUSTED` in a Pod whose sandboxes can't be told apart: a record of an earlier one would open gates
 */
export function originOf(platform: Platform): Origin {
  const sandbox = sandboxIdOf(decodeBytes(platform.files.read('/proc/self/mountinfo', MOUNTS_LIMIT)));
  const cookie = platform.networkCookie();
  const networkCookie = cookie !== undefined && hasOwnNetwork(platform) ? cookie : undefined;
  if (sandbox === undefined && networkCookie === undefined && isInPod(platform)) throw untrusted(cookie !== undefined);
  return {
    bootId: decodeBytes(platform.files.read('/proc/sys/kernel/random/boot_id', 64)).trim(),
    networkNamespace: platform.files.readLink('/proc/self/ns/net'),
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(networkCookie === undefined ? {} : { networkCookie }),
  };
}

/** What is new with each sandbox. */
const PROOFS = ['sandbox', 'networkCookie'] as const;

/**
 * Whether two origins are the same sandbox of the same Pod. `unproven`: each may know its sandbox, but not by the same sign.
 * Where neither has a sign, no Pod is around it, and no sandbox is made anew: boot and network namespace decide.
 */
export function compareOrigins(ours: Origin, theirs: Origin): 'same' | 'other' | 'unproven' {
  if (theirs.bootId !== ours.bootId || theirs.networkNamespace !== ours.networkNamespace) return 'other';
  const known = PROOFS.filter((proof) => ours[proof] !== undefined && theirs[proof] !== undefined);
  if (known.some((proof) => ours[proof] !== theirs[proof])) return 'other';
  return known.length > 0 || (isUnsigned(ours) && isUnsigned(theirs)) ? 'same' : 'unproven';
}

function isUnsigned(origin: Origin): boolean {
  return PROOFS.every((proof) => origin[proof] === undefined);
}

/** The kubelet sets the variable in every container; outside of a Pod there is no sandbox that is made anew. */
function isInPod(platform: Platform): boolean {
  return platform.env('KUBERNETES_SERVICE_HOST') !== undefined;
}

/** The cookie of the host's network is that of every sandbox on it: it counts only where the kubelet says that the Pod has its own. */
function hasOwnNetwork(platform: Platform): boolean {
  try {
    return decodeBytes(platform.files.read('/etc/hosts', HOSTS_LIMIT).subarray(0, OWN_NETWORK.length)) === OWN_NETWORK;
  } catch (error) {
    if (error instanceof PlatformError) return false;
    throw error;
  }
}

function untrusted(hasCookie: boolean): PlatformError {
  const [why, cure] = hasCookie
    ? ['/etc/hosts does not say that the Pod has a network of its own', '']
    : ['the cookie of the network namespace is unknown', ', or use the native waiter on Linux 5.14 or newer'];
  return new PlatformError(
    'EUNTRUSTED',
    `EUNTRUSTED: this container can't tell the sandboxes of its Pod apart: neither /etc/resolv.conf nor /etc/hostname is the container runtime's, and ${why}; do not mount files over both${cure}`,
  );
}
