import { expect, test } from 'vitest';
import { Check, ListensOn } from '../src';
import type { PodSpec } from '../src/private/manifest';
import { APP, newDeployment, podOf, PROXY } from './shop';
import { StartOrder } from '../src';

/** The startup probe that a check becomes for the kubelet. */
function probeOf(check: Check, spec?: PodSpec): unknown {
  const deployment = newDeployment(undefined, 'web', spec);
  const order = StartOrder.of(deployment);
  order.container('app').dependsOn(order.container('proxy').readyWhen(check));
  return podOf(deployment).initContainers?.[0]?.startupProbe;
}

const TIMING = { periodSeconds: 1, failureThreshold: 60 };

test.each([
  ['httpGet', Check.httpGet('/ready?full=1', { port: 8080 }), { httpGet: { path: '/ready?full=1', port: 8080 } }],
  ['httpGet with TLS', Check.httpGet('/ready', { port: 8080, tls: true }), { httpGet: { path: '/ready', port: 8080, scheme: 'HTTPS' } }],
  ['httpGet with headers, by name', Check.httpGet('/ready', { port: 8080, headers: { 'X-B': '2', 'X-A': '1' } }),
    { httpGet: { path: '/ready', port: 8080, httpHeaders: [{ name: 'X-A', value: '1' }, { name: 'X-B', value: '2' }] } }],
  ['tcpSocket', Check.tcpSocket({ port: 8080 }), { tcpSocket: { port: 8080 } }],
  ['grpc', Check.grpc({ port: 8080 }), { grpc: { port: 8080 } }],
  ['grpc of a service', Check.grpc({ port: 8080, service: 'shop.v1.Cart' }), { grpc: { port: 8080, service: 'shop.v1.Cart' } }],
  ['command', Check.command(['pg_isready', '-q']), { exec: { command: ['pg_isready', '-q'] } }],
  ['command with what looks like a reference', Check.command(['test', '$(HOME)']), { exec: { command: ['test', '$$(HOME)'] } }],
])('%s becomes a probe of the kubelet', (_name, check, handler) => {
  expect(probeOf(check)).toEqual({ ...handler, ...TIMING });
});

test('a port name becomes the number of the port that the container declares', () => {
  expect(probeOf(Check.httpGet('/ready', { portName: 'http' }))).toMatchObject({ httpGet: { port: 8080 } });
});

test('without port and portName, the only declared port is taken', () => {
  expect(probeOf(Check.tcpSocket())).toMatchObject({ tcpSocket: { port: 8080 } });
});

test('fails at synthesis without port and portName when the container declares two ports', () => {
  const proxy = { ...PROXY, ports: [{ name: 'http', containerPort: 8080 }, { containerPort: 9090 }] };
  expect(() => probeOf(Check.tcpSocket(), { containers: [APP, proxy] })).toThrow(new Error(`start order: 1 error in 1 workload

[shop/web] Deployment "web"
  error port-unknown: the check of "proxy" names no port of this container, which declares 8080 "http", 9090
    cure: name a TCP port of the container, or give the check a number: { port: 8080 }`));
});

test.each([
  ['httpGet', Check.httpGet('/', { port: 1 }), { kind: 'httpGet', path: '/', port: 1, tls: false, headers: [], listensOn: 'all' }],
  ['tcpSocket', Check.tcpSocket({ port: 1 }), { kind: 'tcpSocket', port: 1, listensOn: 'all' }],
  ['grpc', Check.grpc({ port: 1 }), { kind: 'grpc', port: 1, listensOn: 'all' }],
  ['unixSocket', Check.unixSocket('/s'), { kind: 'unixSocket', path: '/s' }],
  ['file', Check.file('/f'), { kind: 'file', path: '/f' }],
])('%s has the documented defaults', (_name, check, model) => {
  expect(check._model).toEqual(model);
});

test('a unix socket can be asked over HTTP', () => {
  expect(Check.unixSocket('/run/proxy.sock', { httpPath: '/ready' })._model).toEqual({
    kind: 'unixSocket', path: '/run/proxy.sock', httpPath: '/ready',
  });
});

test.each([ListensOn.ALL, ListensOn.LOOPBACK, ListensOn.POD_IP])('a network check says that the container listens on "%s"', (listensOn) => {
  expect(Check.tcpSocket({ port: 1, listensOn })._model).toMatchObject({ listensOn });
});

test('a later change of the command does not reach the check', () => {
  const command = ['true'];
  const check = Check.command(command);
  command.push('--now');
  expect(check._model).toEqual({ kind: 'command', command: ['true'] });
});

test.each([
  ['the path is relative', () => Check.httpGet('ready'),
    '"path" of Check.httpGet must be an absolute path of printable ASCII without blanks, such as "/ready"; got "ready"'],
  ['the path has a blank', () => Check.httpGet('/ready now'),
    '"path" of Check.httpGet must be an absolute path of printable ASCII without blanks, such as "/ready"; got "/ready now"'],
  ['the path ends with a line feed', () => Check.httpGet('/ready\n'),
    '"path" of Check.httpGet must be an absolute path of printable ASCII without blanks, such as "/ready"; got "/ready\n"'],
  ['the port is 0', () => Check.httpGet('/', { port: 0 }), '"port" of Check.httpGet must be a whole number from 1 to 65535; got 0'],
  ['the port is 65536', () => Check.tcpSocket({ port: 65536 }), '"port" of Check.tcpSocket must be a whole number from 1 to 65535; got 65536'],
  ['the port is a fraction', () => Check.grpc({ port: 80.5 }), '"port" of Check.grpc must be a whole number from 1 to 65535; got 80.5'],
  ['port and portName are both given', () => Check.tcpSocket({ port: 80, portName: 'http' }),
    'Check.tcpSocket: "port" and "portName" are both set (80 and "http"); remove one'],
  ['the port name has upper case', () => Check.tcpSocket({ portName: 'HTTP' }),
    '"portName" of Check.tcpSocket must be the name of a port that the container declares: at most 15 lower-case letters, digits and single "-", such as "http"; got "HTTP"'],
  ['the port name is a number', () => Check.tcpSocket({ portName: '8080' }),
    '"portName" of Check.tcpSocket must be the name of a port that the container declares: at most 15 lower-case letters, digits and single "-", such as "http"; got "8080"'],
  ['the port name is too long', () => Check.tcpSocket({ portName: 'a-name-of-16-abc' }),
    '"portName" of Check.tcpSocket must be the name of a port that the container declares: at most 15 lower-case letters, digits and single "-", such as "http"; got "a-name-of-16-abc"'],
  ['a header has no name', () => Check.httpGet('/', { headers: { '': 'x' } }),
    'a header name of Check.httpGet must be a header name of RFC 9110, such as "X-Probe"; got ""'],
  ['a header name has a colon', () => Check.httpGet('/', { headers: { 'X:': 'x' } }),
    'a header name of Check.httpGet must be a header name of RFC 9110, such as "X-Probe"; got "X:"'],
  ['a header value has a second line', () => Check.httpGet('/', { headers: { 'X-Probe': 'a\nb' } }),
    '"headers["X-Probe"]" of Check.httpGet must be printable ASCII on one line; got "a\nb"'],
  ['the gRPC service is empty', () => Check.grpc({ service: '' }),
    '"service" of Check.grpc must be the name of a gRPC service in printable ASCII without blanks, such as "shop.v1.Cart"; got ""'],
  ['the path of a socket is relative', () => Check.unixSocket('proxy.sock'),
    '"path" of Check.unixSocket must be an absolute path of printable ASCII without blanks or colons, such as "/run/proxy.sock"; got "proxy.sock"'],
  ['the path of a socket has a colon', () => Check.unixSocket('/a:b'),
    '"path" of Check.unixSocket must be an absolute path of printable ASCII without blanks or colons, such as "/run/proxy.sock"; got "/a:b"'],
  ['the HTTP path over a socket is relative', () => Check.unixSocket('/s', { httpPath: 'ready' }),
    '"httpPath" of Check.unixSocket must be an absolute path of printable ASCII without blanks, such as "/ready"; got "ready"'],
  ['the path of a file is relative', () => Check.file('ready'), '"path" of Check.file must be an absolute path of printable ASCII without blanks, such as "/ready"; got "ready"'],
  ['an option is misspelt', () => Check.httpGet('/ready', { prot: 8080 } as object),
    'Check.httpGet has no option "prot"; allowed: host, port, portName, listensOn, tls, headers'],
  ['the port is a text', () => Check.tcpSocket({ port: '8080' as unknown as number }),
    '"port" of Check.tcpSocket must be a whole number from 1 to 65535; got "8080"'],
  ['a header has a number', () => Check.httpGet('/ready', { headers: { 'X-A': 1 as unknown as string } }),
    '"headers" of Check.httpGet must be strings by header name, such as { "X-Probe": "startgate" }; got an object with X-A'],
  ['the service is no text', () => Check.grpc({ service: 7 as unknown as string }),
    '"service" of Check.grpc must be the name of a gRPC service in printable ASCII without blanks, such as "shop.v1.Cart"; got 7'],
  ['the option of a socket is unknown', () => Check.unixSocket('/s', { path: '/ready' } as object),
    'Check.unixSocket has no option "path"; allowed: httpPath'],
  ['the command is empty', () => Check.command([]), '"command" of Check.command must be a list of strings that begins with a program, such as ["test", "-f", "/run/ready"]; got []'],
])('fails when %s', (_name, make, message) => {
  expect(make).toThrow(new Error(message));
});
