import type { SingleCheck } from '../../src/private/model';

/** A target of every kind but http, with its check. */
export const TARGETS: readonly (readonly [string, SingleCheck])[] = [
  ['tcp://localhost:5432', { kind: 'tcpSocket', port: 5432, listensOn: 'all' }],
  ['grpc://localhost:9000', { kind: 'grpc', port: 9000, listensOn: 'all' }],
  ['grpc://localhost:9000/shop.v1.Cart', { kind: 'grpc', port: 9000, service: 'shop.v1.Cart', listensOn: 'all' }],
  ['unix:///run/proxy.sock', { kind: 'unixSocket', path: '/run/proxy.sock' }],
  ['unix:///run/proxy.sock:/ready', { kind: 'unixSocket', path: '/run/proxy.sock', httpPath: '/ready' }],
  ['file:///run/ready', { kind: 'file', path: '/run/ready' }],
  ['exec:["pg_isready","-q"]', { kind: 'command', command: ['pg_isready', '-q'] }],
];
