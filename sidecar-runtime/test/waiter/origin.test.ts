import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PlatformError } from '../../src/platform/platform.ts';
import { compareOrigins, originOf, type Origin } from '../../src/waiter/origin.ts';
import { checkProperty } from '../support/check-property.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

const ID = '1'.repeat(64);
const OTHER = '2'.repeat(64);
const HERE = { bootId: 'boot', networkNamespace: 'net:[1]' };

interface Surroundings {
  readonly sandbox?: string;
  readonly cookie?: string;
  readonly hosts?: string;
  readonly pod?: boolean;
}

const OWN_NETWORK = '# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n';
const HOST_NETWORK = '# Kubernetes-managed hosts file (host network).\n127.0.0.1\tlocalhost\n';

function running({ sandbox, cookie, hosts, pod = true }: Surroundings): VirtualPlatform {
  const platform = new VirtualPlatform();
  if (sandbox !== undefined) platform.files.file('/proc/self/mountinfo', `9 1 254:0 /var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/${sandbox}/hostname /etc/hostname rw - ext4 /dev/vda rw\n`);
  if (hosts !== undefined) platform.files.file('/etc/hosts', hosts);
  if (pod) platform.environment.set('KUBERNETES_SERVICE_HOST', '10.0.0.1');
  platform.cookie = cookie;
  return platform;
}

describe('a process says', () => {
  test.each<[string, Surroundings, Partial<Origin>]>([
    ['its sandbox and its cookie in a Pod', { sandbox: ID, cookie: '4101', hosts: OWN_NETWORK }, { sandbox: ID, networkCookie: '4101' }],
    ['its cookie alone where it mounts the files of the sandbox itself', { cookie: '18446744073709551615', hosts: OWN_NETWORK }, { networkCookie: '18446744073709551615' }],
    ['its sandbox alone on Node', { sandbox: ID, hosts: OWN_NETWORK }, { sandbox: ID }],
    ['its sandbox alone on the network of the host, whose cookie stays', { sandbox: ID, cookie: '1', hosts: HOST_NETWORK }, { sandbox: ID }],
    ['its sandbox alone where it mounts the hosts itself', { sandbox: ID, cookie: '4101', hosts: '127.0.0.1 localhost\n' }, { sandbox: ID }],
    ['neither outside of a Pod', { cookie: '1', pod: false }, {}],
  ])('%s', (_, surroundings, known) => {
    expect(originOf(running(surroundings))).toEqual({ ...HERE, ...known });
  });

  test('no cookie where /etc/hosts can\'t be read', () => {
    const platform = running({ sandbox: ID, cookie: '4101', hosts: OWN_NETWORK });
    platform.files.broken.set('/etc/hosts', 'EACCES');
    expect(originOf(platform)).toEqual({ ...HERE, sandbox: ID });
  });
});

describe('fails in a Pod', () => {
  const WITHOUT = "EUNTRUSTED: this container can't tell the sandboxes of its Pod apart: neither /etc/resolv.conf nor /etc/hostname is the container runtime's, and";

  test.each<[string, Surroundings, string]>([
    ['on Node without the files of the sandbox', { hosts: OWN_NETWORK }, 'the cookie of the network namespace is unknown; do not mount files over both, or use the native waiter on Linux 5.14 or newer'],
    ['on the network of the host without them', { cookie: '1', hosts: HOST_NETWORK }, '/etc/hosts does not say that the Pod has a network of its own; do not mount files over both'],
    ['without /etc/hosts and without them', { cookie: '4101' }, '/etc/hosts does not say that the Pod has a network of its own; do not mount files over both'],
  ])('%s', (_, surroundings, why) => {
    expect(() => originOf(running(surroundings))).toThrow(new PlatformError('EUNTRUSTED', `${WITHOUT} ${why}`));
  });
});

test('fails when the fault is our own', () => {
  const platform = running({ cookie: '1' });
  const { read } = platform.files;
  platform.files.read = (path, limit) => {
    if (path === '/etc/hosts') throw new TypeError('a bug');
    return read.call(platform.files, path, limit);
  };
  expect(() => originOf(platform)).toThrow(new TypeError('a bug'));
});

test.each(['/proc/sys/kernel/random/boot_id', '/proc/self/mountinfo'])('fails where %s can\'t be read', (path) => {
  const platform = running({ sandbox: ID });
  platform.files.broken.set(path, 'EIO');
  expect(() => originOf(platform)).toThrow(new PlatformError('EIO', `EIO: ${path}`));
});

describe('two are', () => {
  const BOTH = { sandbox: ID, networkCookie: '7' };

  test.each<[ReturnType<typeof compareOrigins>, string, Partial<Origin>, Partial<Origin>]>([
    ['same', 'both signs agree', BOTH, BOTH],
    ['same', 'the sandbox is the same, and only one knows the cookie', { sandbox: ID }, BOTH],
    ['same', 'the cookie is the same, and only one knows the sandbox', BOTH, { networkCookie: '7' }],
    ['same', 'neither has a sign', {}, {}],
    ['other', 'the boot is another', BOTH, { ...BOTH, bootId: 'other' }],
    ['other', 'the network namespace is another', BOTH, { ...BOTH, networkNamespace: 'net:[2]' }],
    ['other', 'the sandbox is another, with the same number of the network namespace', { sandbox: ID }, { sandbox: OTHER }],
    ['other', 'the cookie is another, with the same number of the network namespace', { networkCookie: '7' }, { networkCookie: '8' }],
    ['other', 'the sandbox is the same, and the cookie is another', BOTH, { ...BOTH, networkCookie: '8' }],
    ['other', 'the cookie is the same, and the sandbox is another', BOTH, { ...BOTH, sandbox: OTHER }],
    ['unproven', 'one knows the sandbox, and the other the cookie', { sandbox: ID }, { networkCookie: '7' }],
    ['unproven', 'only one knows the sandbox', { sandbox: ID }, {}],
    ['unproven', 'only one knows the cookie', {}, { networkCookie: '7' }],
  ])('%s where %s', (expected, _, ours, theirs) => {
    expect(compareOrigins({ ...HERE, ...ours }, { ...HERE, ...theirs })).toBe(expected);
  });

  const origins = fc.record(
    { bootId: fc.constantFrom('a', 'b'), networkNamespace: fc.constantFrom('net:[1]', 'net:[2]'), sandbox: fc.constantFrom(ID, OTHER), networkCookie: fc.constantFrom('7', '8') },
    { requiredKeys: ['bootId', 'networkNamespace'] },
  );

  test('what they are, whichever looks at the other', () => {
    checkProperty(fc.property(origins, origins, (one, other) => {
      expect(compareOrigins(one, other)).toBe(compareOrigins(other, one));
    }));
  });

  test('the same as themselves', () => {
    checkProperty(fc.property(origins, (one) => {
      expect(compareOrigins(one, one)).toBe('same');
    }));
  });

  test('never the same where anything that both know differs', () => {
    checkProperty(fc.property(origins, origins, (one: Origin, other: Origin) => {
      const differ = (['bootId', 'networkNamespace', 'sandbox', 'networkCookie'] as const).some((key) => one[key] !== undefined && other[key] !== undefined && one[key] !== other[key]);
      if (differ) expect(compareOrigins(one, other)).toBe('other');
    }));
  });

  test('never the same without a sign in common where either has one', () => {
    checkProperty(fc.property(origins, origins, (one: Origin, other: Origin) => {
      const common = (one.sandbox !== undefined && other.sandbox !== undefined) || (one.networkCookie !== undefined && other.networkCookie !== undefined);
      const any = [one, other].some(({ sandbox, networkCookie }) => sandbox !== undefined || networkCookie !== undefined);
      if (!common && any) expect(compareOrigins(one, other)).not.toBe('same');
    }));
  });
});
