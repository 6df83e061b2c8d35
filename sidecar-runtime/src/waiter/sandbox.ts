import { consistsOf, DIGITS } from './bytes.ts';

/**
 * What a container runtime makes for a sandbox and mounts into each of its containers. `/etc/hosts` is none: the kubelet makes it, for the
 * Pod. The first comes from the sandbox in more runtimes than the second.
 */
const FILES = ['resolv.conf', 'hostname'] as const;

/** Where the id stands in the path: `sandboxes` of containerd, `overlay-containers` of CRI-O, `containers` of Docker. */
const isOfIds = (directory: string | undefined): boolean => directory === 'sandboxes' || directory?.endsWith('containers') === true;

const HEXADECIMAL = `${DIGITS}abcdef`;
const ID_LENGTH = 64;
const DELETED = '//deleted';

/**
 * The id that the container runtime gave the Pod's sandbox: another one whenever the kubelet makes it anew, also on the host's network, and
 * the same in all containers of the Pod.
 *
 * @param mountInfo `/proc/self/mountinfo`, as proc_pid_mountinfo(5) describes it
 * @returns undefined if no mount tells, as where the container mounts files of its own in their place, or without a container runtime
 */
export function sandboxIdOf(mountInfo: string): string | undefined {
  for (const file of FILES) {
    // No field has a space in it: the kernel writes \040.
    const place = ` /etc/${file} `;
    for (let at = mountInfo.lastIndexOf(place); at > 0; at = mountInfo.lastIndexOf(place, at - 1)) {
      const id = idIn(mountInfo.slice(mountInfo.lastIndexOf(' ', at - 1) + 1, at), file);
      if (id !== undefined) return id;
    }
  }
  return undefined;
}

/** The id in the path that a file is mounted from: `…/sandboxes/<id>/<file>`, CRI-O's `…/overlay-containers/<id>/userdata/<file>`. */
function idIn(root: string, file: string): string | undefined {
  const path = root.endsWith(DELETED) ? root.slice(0, -DELETED.length) : root;
  const names = path.split('/');
  if (names.pop() !== file) return undefined;
  let id = names.pop();
  if (id === 'userdata') id = names.pop();
  return id?.length === ID_LENGTH && consistsOf(id, HEXADECIMAL) && isOfIds(names.pop()) ? id : undefined;
}
