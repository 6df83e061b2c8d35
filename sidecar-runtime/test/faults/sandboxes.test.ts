import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { isNodeBuild, program, start, type Outcome } from '../support/program.ts';
import { folder } from './folder.ts';
import { asRoot } from './namespace.ts';

vi.setConfig({ testTimeout: 60_000 });

const UNTRUSTED = "EUNTRUSTED: this container can't tell the sandboxes of its Pod apart: neither /etc/resolv.conf nor /etc/hostname is the container runtime's, and";
const ON_NODE = 'the cookie of the network namespace is unknown; do not mount files over both, or use the native waiter on Linux 5.14 or newer';
const NO_NETWORK = '/etc/hosts does not say that the Pod has a network of its own; do not mount files over both';

/** Prints the cookie of the network namespace. */
const COOKIE = `python3 -c 'import socket; print(int.from_bytes(socket.socket(socket.AF_UNIX).getsockopt(socket.SOL_SOCKET, 71, 8), "little"))'`;

const OWN_NETWORK = '# Kubernetes-managed hosts file.\n';
const HOST_NETWORK = '# Kubernetes-managed hosts file (host network).\n';

/**
 * The program in a Pod of which nothing tells the sandbox, but for the first line of this `/etc/hosts`.
 *
 * @param before a script that runs first in there, with the state's folder as `$1`
 */
function inPod(hosts: string, state: string, args: readonly string[], before = ''): Promise<Outcome> {
  const path = join(folder(), 'hosts');
  writeFileSync(path, `${hosts}127.0.0.1 localhost\n`);
  const script = `mount --bind "$1" /etc/hosts; shift; ${before}\nshift; exec "$@"`;
  const wrapper = [...asRoot('--mount', '--net'), 'sh', '-ec', script, 'sh', path, state];
  return start(args, { program: [...wrapper, ...program()] as [string, ...string[]], env: { KUBERNETES_SERVICE_HOST: '10.0.0.1' } }).outcome;
}

const unshared = (hosts: string): string => (isNodeBuild ? ON_NODE : hosts === OWN_NETWORK ? '' : NO_NETWORK);

test.each([
  ['on the network of the host', HOST_NETWORK],
  ['that mounts /etc/hosts itself', ''],
])('a Pod %s without the files of its sandbox publishes no state', async (_, hosts) => {
  const state = folder();
  const { code, stdout, stderr } = await inPod(hosts, state, ['exec', '--name=db', '--state', state, '--', 'echo', 'started']);
  expect({ code, stdout, stderr }).toEqual({ code: 69, stdout: '', stderr: `startgate: can't use the state in "${state}/db": ${UNTRUSTED} ${unshared(hosts)}\n` });
});

test('a Pod on the network of the host without the files of its sandbox opens no gate on a state, and says so at once', async () => {
  const state = folder();
  mkdirSync(join(state, 'db'));
  writeFileSync(join(state, 'db/record.json'), '{}');
  const { code, stdout, stderr } = await inPod(HOST_NETWORK, state, ['exec', '--timeout=60s', '--state', state, '--wait', 'db=started', '--', 'echo', 'started']);
  expect({ code, stdout, stderr }).toEqual({ code: 69, stdout: '', stderr: `startgate: db=started failed: ${UNTRUSTED} ${unshared(HOST_NETWORK)}; giving up\n` });
});

test('a Pod with a network of its own tells its sandboxes by the cookie, but on Node', async () => {
  const state = folder();
  const { code, stdout, stderr } = await inPod(OWN_NETWORK, state, ['exec', '--name=db', '--state', state, '--', 'readlink', '/proc/self/ns/net']);
  if (isNodeBuild) {
    expect({ code, stdout, stderr }).toEqual({ code: 69, stdout: '', stderr: `startgate: can't use the state in "${state}/db": ${UNTRUSTED} ${ON_NODE}\n` });
    return;
  }
  const record: unknown = JSON.parse(readFileSync(join(state, 'db/record.json'), 'utf8'));
  expect({ code, record }).toMatchObject({ code: 0, record: { version: 2, phase: 'ended', networkNamespace: stdout.trim(), networkCookie: expect.stringMatching(/^[0-9]+$/) as string } });
  // The next sandbox, whose network namespace is given the number of the first one again.
  const again = 'sed -i "s/net:\\[[0-9]*\\]/$(readlink /proc/self/ns/net)/" "$1/db/record.json"; grep -oF "$(readlink /proc/self/ns/net)" "$1/db/record.json"';
  const wait = ['exec', '--timeout=1s', '--state', state, '--wait', 'db=succeeded', '--', 'echo', 'started'];
  const next = await inPod(OWN_NETWORK, state, wait, again);
  expect({ code: next.code, stdout: next.stdout.replace(/[0-9]+/, 'N'), stderr: next.stderr }).toMatchObject({ code: 69, stdout: 'net:[N]\n', stderr: expect.stringContaining(': no state yet;') as string });
  // With the cookie of this sandbox, the same record opens the gate: it was the cookie that closed it.
  const ours = `${again} > /dev/null; sed -i "s/Cookie\\":\\"[0-9]*/Cookie\\":\\"$(${COOKIE})/" "$1/db/record.json"`;
  const trusted = await inPod(OWN_NETWORK, state, wait, ours);
  expect({ code: trusted.code, stdout: trusted.stdout }).toEqual({ code: 0, stdout: 'started\n' });
});
