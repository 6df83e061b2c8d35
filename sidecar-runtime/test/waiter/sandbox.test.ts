import { describe, expect, test } from 'vitest';
import { sandboxIdOf } from '../../src/waiter/sandbox.ts';

const ID = '0123456789abcdef'.repeat(4);
const OTHER = 'f'.repeat(64);
const CONTAINERD = `/var/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/${ID}`;

/** One line of mountinfo: what is mounted from where. */
function mount(root: string, place: string): string {
  return `2110 2098 254:0 ${root} ${place} rw,relatime master:1 - ext4 /dev/vda1 rw,discard\n`;
}

const BEFORE = '2098 1977 0:331 / / rw,relatime - overlay overlay rw,lowerdir=/a:/b\n2099 2098 0:334 / /proc rw,nosuid - proc proc rw\n';
const AFTER = mount(`/var/lib/kubelet/pods/6d5f0c4e-0000-4000-8000-0123456789ab/etc-hosts`, '/etc/hosts') + '2111 2101 0:322 / /dev/shm rw - tmpfs shm rw,size=65536k\n';

describe.each([
  ['containerd', CONTAINERD],
  ['containerd on a disk of its own', `/io.containerd.grpc.v1.cri/sandboxes/${ID}`],
  ['containerd of k3s', `/var/lib/rancher/k3s/agent/containerd/io.containerd.grpc.v1.cri/sandboxes/${ID}`],
  ['containerd in a node that is a container', `/var/lib/docker/volumes/${OTHER}/_data/lib/containerd/io.containerd.grpc.v1.cri/sandboxes/${ID}`],
  ['CRI-O', `/containers/storage/overlay-containers/${ID}/userdata`],
  ['CRI-O on another storage driver', `/containers/storage/vfs-containers/${ID}/userdata`],
  ['Docker under cri-dockerd', `/var/lib/docker/containers/${ID}`],
  ['Docker on a disk of its own', `/containers/${ID}`],
])('of %s', (_, directory) => {
  test.each(['resolv.conf', 'hostname'])('the id is where %s is mounted from', (file) => {
    expect(sandboxIdOf(BEFORE + mount(`${directory}/${file}`, `/etc/${file}`) + AFTER)).toBe(ID);
  });
});

test('the resolver\'s file counts before the host\'s name, which podman makes for each container', () => {
  const hostname = mount(`/containers/storage/overlay-containers/${OTHER}/userdata/hostname`, '/etc/hostname');
  const resolver = mount(`/containers/storage/overlay-containers/${ID}/userdata/resolv.conf`, '/etc/resolv.conf');
  expect([sandboxIdOf(hostname + resolver), sandboxIdOf(resolver + hostname)]).toEqual([ID, ID]);
});

test('a file of the container\'s own leaves the other one to tell', () => {
  const own = mount('/var/lib/kubelet/pods/6d5f0c4e/volume-subpaths/conf/app/0', '/etc/resolv.conf');
  expect(sandboxIdOf(own + mount(`${CONTAINERD}/hostname`, '/etc/hostname'))).toBe(ID);
});

test('a file of the container\'s own, mounted over the runtime\'s, hides nothing', () => {
  expect(sandboxIdOf(mount(`${CONTAINERD}/hostname`, '/etc/hostname') + mount('/etc/hostname', '/etc/hostname'))).toBe(ID);
});

test('a file that was deleted since still tells', () => {
  expect(sandboxIdOf(mount(`${CONTAINERD}/resolv.conf//deleted`, '/etc/resolv.conf'))).toBe(ID);
});

describe('there is no id', () => {
  test.each([
    ['without a container runtime', ''],
    ['where the container mounts both files itself', mount('/conf/resolv.conf', '/etc/resolv.conf') + mount('/conf/hostname', '/etc/hostname')],
    ['in the files of another place', mount(`${CONTAINERD}/resolv.conf`, '/host/etc/resolv.conf') + mount(`${CONTAINERD}/hostname`, '/etc/hostname2')],
    ['in another file of the sandbox', mount(`${CONTAINERD}/other`, '/etc/resolv.conf')],
    ['in the file of a Kata container, named after the container', mount(`/passthrough/${ID}-0123456789abcdef-resolv.conf`, '/etc/resolv.conf')],
    ['in a directory of anything else', mount(`/var/lib/kubelet/pods/${ID}/resolv.conf`, '/etc/resolv.conf')],
    ['in the Pod\'s /etc/hosts', mount(`/var/lib/docker/containers/${ID}/hosts`, '/etc/hosts')],
    ['too short', mount(`/var/lib/docker/containers/${ID.slice(1)}/hostname`, '/etc/hostname')],
    ['of other letters', mount(`/var/lib/docker/containers/${ID.toUpperCase()}/hostname`, '/etc/hostname')],
    ['without a directory', mount(`${ID}/hostname`, '/etc/hostname')],
    ['in text that is cut', ' /etc/resolv.conf '],
  ])('%s', (_, mountInfo) => {
    expect(sandboxIdOf(mountInfo)).toBeUndefined();
  });
});
