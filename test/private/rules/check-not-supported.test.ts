import { expect, test } from 'vitest';
import type { CheckModel, MechanismName, SingleCheck } from '../../../src/private/model';
import { checkNotSupported } from '../../../src/private/rules/check-not-supported';
import { type ContainerInput, planOf, problemsOf, READY } from '../support';

const FILE: CheckModel = { kind: 'file', path: '/shared/ready' };
const SOCKET: CheckModel = { kind: 'unixSocket', path: '/shared/proxy.sock' };
const COMMAND: SingleCheck = { kind: 'command', command: ['pg_isready', '-q'] };
const TCP: SingleCheck = { kind: 'tcpSocket', port: 8080, listensOn: 'all' };
const GRPC: CheckModel = { kind: 'grpc', port: 8080, listensOn: 'all' };
const TLS: typeof READY = { ...READY, tls: true };
const STATUSES: typeof READY = { ...READY, statuses: [200, 401] };
const BOTH: CheckModel = { kind: 'all', checks: [READY, TCP] };
const LOOPBACK: CheckModel = { ...TCP, listensOn: 'loopback' };
const POD_IP: CheckModel = { ...TCP, listensOn: 'pod-ip' };

const BRING = 'run the waiter in the container: set waiterPath, or configure({ runtimeImage })';
const TO_GUARD = 'use Mechanism.NATIVE, or Check.tcpSocket';

function found(
  mechanism: MechanismName, check: CheckModel, containers: readonly ContainerInput[] = ['proxy', 'app'],
): { message: string; cure: string }[] {
  return problemsOf(checkNotSupported, planOf({ containers }, { edges: ['app -> proxy'], containers: { proxy: { check } }, mechanism }));
}

test.each<[MechanismName, CheckModel, string, string, string]>([
  ['native', FILE, 'file:///shared/ready', 'the kubelet can\'t check a file or a unix socket', BRING],
  ['native', SOCKET, 'unix:///shared/proxy.sock', 'the kubelet can\'t check a file or a unix socket', BRING],
  ['native', LOOPBACK, 'tcp://localhost:8080', 'the kubelet connects to the Pod IP, and the container listens on loopback only', `${BRING}, or use Mechanism.GUARD with configure({ runtimeImage })`],
  ['native', STATUSES, 'http://localhost:8080/ready', 'the kubelet accepts the statuses 200 to 399, and no others', `${BRING}, or use Mechanism.GUARD with configure({ runtimeImage })`],
  ['native', { ...STATUSES, tls: true }, 'https://localhost:8080/ready', 'the kubelet accepts the statuses 200 to 399, and no others', 'remove statuses: no mechanism supports both statuses and TLS'],
  ['guard', { ...STATUSES, tls: true }, 'https://localhost:8080/ready', 'the guard does not support TLS', 'use Check.tcpSocket'],
  ['native', BOTH, 'http://localhost:8080/ready and tcp://localhost:8080', 'a probe of the kubelet has one check, not 2', `${BRING}, or use Mechanism.GUARD with configure({ runtimeImage })`],
  ['native', { kind: 'all', checks: [READY, TLS] }, 'http://localhost:8080/ready and https://localhost:8080/ready', 'a probe of the kubelet has one check, not 2', 'declare one of the checks alone: no mechanism can run all of them'],
  ['native', { ...STATUSES, listensOn: 'pod-ip' }, 'http://[$(POD_IP)]:8080/ready', 'the kubelet accepts the statuses 200 to 399, and no others', 'use Mechanism.GUARD with configure({ runtimeImage })'],
  ['native', { ...TLS, listensOn: 'loopback' }, 'https://localhost:8080/ready', 'the kubelet connects to the Pod IP, and the container listens on loopback only', 'make the container listen on all addresses, and remove listensOn'],
  ['guard', { kind: 'all', checks: [READY, COMMAND] }, 'http://localhost:8080/ready and exec:["pg_isready","-q"]', 'the guard runs in "app" and can\'t run a command in another container', 'use a check over the network'],
  ['native-waiter', TLS, 'https://localhost:8080/ready', 'the waiter does not support TLS', 'use Mechanism.NATIVE, or Check.tcpSocket'],
  ['native-waiter', POD_IP, 'tcp://[$(POD_IP)]:8080', 'Kubernetes does not expand the Pod IP in a probe or hook', 'use Mechanism.NATIVE, or use Mechanism.GUARD with configure({ runtimeImage }), or make the container listen on all addresses, and remove listensOn'],
  ['post-start', TLS, 'https://localhost:8080/ready', 'the waiter does not support TLS', TO_GUARD],
  ['post-start', POD_IP, 'tcp://[$(POD_IP)]:8080', 'Kubernetes does not expand the Pod IP in a probe or hook', 'use Mechanism.NATIVE, or use Mechanism.GUARD with configure({ runtimeImage }), or make the container listen on all addresses, and remove listensOn'],
  ['guard', TLS, 'https://localhost:8080/ready', 'the guard does not support TLS', TO_GUARD],
  ['guard', COMMAND, 'exec:["pg_isready","-q"]', 'the guard runs in "app" and can\'t run a command in another container', 'use Mechanism.NATIVE, or a check over the network'],
  ['guard', FILE, 'file:///shared/ready', 'the guard runs in "app", which does not mount the volume of /shared/ready', 'mount the volume in both containers, or use Mechanism.NATIVE_WAITER with configure({ runtimeImage })'],
  ['guard', SOCKET, 'unix:///shared/proxy.sock', 'the guard runs in "app", which does not mount the volume of /shared/proxy.sock', 'mount the volume in both containers, or use Mechanism.NATIVE_WAITER with configure({ runtimeImage })'],
])('fails when %s is to see %o', (mechanism, check, target, reason, cure) => {
  expect(found(mechanism, check)).toEqual([{ message: `"app" waits for "proxy" with the mechanism "${mechanism}" and the check ${target}, but ${reason}`, cure }]);
});

test.each<[MechanismName, readonly CheckModel[]]>([
  ['native', [READY, TCP, GRPC, COMMAND, TLS, POD_IP]],
  ['native-waiter', [READY, TCP, GRPC, COMMAND, FILE, SOCKET, LOOPBACK, STATUSES, BOTH]],
  ['post-start', [READY, TCP, GRPC, COMMAND, FILE, SOCKET, LOOPBACK, STATUSES, BOTH]],
  ['guard', [READY, TCP, GRPC, LOOPBACK, POD_IP, STATUSES, BOTH]],
])('says nothing of what %s can see', (mechanism, checks) => {
  expect(checks.flatMap((check) => found(mechanism, check))).toEqual([]);
});

test.each([FILE, SOCKET])('says nothing when the guard can reach the volume of %o', (check) => {
  const containers = [
    { name: 'proxy', volumeMounts: [{ name: 'shared', mountPath: '/shared' }] },
    { name: 'app', command: ['/app'], volumeMounts: [{ name: 'shared', mountPath: '/elsewhere' }] },
  ];
  expect(found('guard', check, containers)).toEqual([]);
});

test('names a reused probe, too', () => {
  const proxy = { name: 'proxy', readinessProbe: { httpGet: { port: 8443, path: '/up', scheme: 'HTTPS' } } };
  expect(problemsOf(checkNotSupported, planOf({ containers: [proxy, 'app'] }, { edges: ['app -> proxy'], mechanism: 'guard' }))).toEqual([{
    message: '"app" waits for "proxy" with the mechanism "guard" and the check https://localhost:8443/up, but the guard does not support TLS',
    cure: TO_GUARD,
  }]);
});
