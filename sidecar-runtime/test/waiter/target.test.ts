import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseName, parseTarget, type Check } from '../../src/waiter/target.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';
import { checkProperty } from '../support/check-property.ts';

const local = (port: number): { host: string; port: number } => ({ host: 'localhost', port });

test.each<[string, string, Check]>([
  ['http://localhost:8080/ready', 'http://localhost:8080/ready', { kind: 'http', tls: false, authority: local(8080), path: '/ready' }],
  ['http://localhost:8080', 'http://localhost:8080', { kind: 'http', tls: false, authority: local(8080), path: '/' }],
  ['http://localhost:8080?token=x', 'http://localhost:8080', { kind: 'http', tls: false, authority: local(8080), path: '/?token=x' }],
  ['proxy=https://localhost:8443/a?b=c', 'proxy', { kind: 'http', tls: true, authority: local(8443), path: '/a?b=c' }],
  ['http://[::1]:80/', 'http://[::1]:80/', { kind: 'http', tls: false, authority: { host: '::1', port: 80 }, path: '/' }],
  ['tcp://localhost:5432', 'tcp://localhost:5432', { kind: 'tcp', authority: local(5432) }],
  ['tcp://localhost:5432/', 'tcp://localhost:5432/', { kind: 'tcp', authority: local(5432) }],
  ['grpc://localhost:50051', 'grpc://localhost:50051', { kind: 'grpc', authority: local(50_051), service: '' }],
  ['grpc://localhost:50051/my.Service', 'grpc://localhost:50051/my.Service', { kind: 'grpc', authority: local(50_051), service: 'my.Service' }],
  ['unix:///run/a.sock', 'unix:///run/a.sock', { kind: 'unix', path: '/run/a.sock' }],
  ['unix:///run/a.sock:/ready', 'unix:///run/a.sock:/ready', { kind: 'unix', path: '/run/a.sock', http: '/ready' }],
  ['file:///run/ready', 'file:///run/ready', { kind: 'file', path: '/run/ready' }],
  ['exec:["pg_isready","-q"]', 'exec:pg_isready', { kind: 'exec', command: ['pg_isready', '-q'] }],
  ['db=exec:["a=b"]', 'db', { kind: 'exec', command: ['a=b'] }],
  ['migrate=succeeded', 'migrate=succeeded', { kind: 'state', container: 'migrate', condition: 'succeeded' }],
  ['a-1=started', 'a-1=started', { kind: 'state', container: 'a-1', condition: 'started' }],
  ['a=completed', 'a=completed', { kind: 'state', container: 'a', condition: 'completed' }],
])('reads %s', (text, label, check) => {
  expect(parseTarget(text)).toEqual({ label, text: text.replace(/^[a-z0-9-]+=/, ''), check });
});

const FORMS =
  'http://host:port/path, https://host:port/path, tcp://host:port, grpc://host:port/service, unix:///path, file:///path, exec:["command"], guard://self or NAME=started|completed|succeeded';

test.each([
  ['localhost:8080', `target must be one of ${FORMS}, got "localhost:8080"`],
  ['', `target must be one of ${FORMS}, got ""`],
  ['ftp://localhost:21', `target must be one of ${FORMS}, got "ftp://localhost:21"`],
  ['http://localhost/ready', 'port is missing in "http://localhost/ready": write it after the host, such as "localhost:8080"'],
  ['http://localhost:80/#top', 'a fragment is never sent, got "http://localhost:80/#top": leave out the part from "#" on'],
  ['http://localhost:80/a b', 'path may only hold printable ASCII without a space, got "http://localhost:80/a b": percent-encode the rest'],
  ['http://localhost:80/\r\nHost:x', 'path may only hold printable ASCII without a space, got "http://localhost:80/\r\nHost:x": percent-encode the rest'],
  ['tcp://localhost:80/path', 'a tcp target has no path, got "tcp://localhost:80/path"'],
  ['grpc://localhost:80/a b', 'service must be at most 255 printable characters without a space, got "a b" in "grpc://localhost:80/a b"'],
  ['unix://run/a.sock', 'path must be absolute, with three slashes after the colon, got "unix://run/a.sock"'],
  [`unix:///${'x'.repeat(107)}`, `socket path must be at most 107 bytes, got 108 in "unix:///${'x'.repeat(107)}"`],
  ['file://run', 'path must be absolute, with three slashes after the colon, got "file://run"'],
  ['exec:pg_isready', 'command is no JSON in "exec:pg_isready": write a JSON array such as exec:["pg_isready","-q"]'],
  ['exec:[]', 'command must be an array of strings that starts with a program, got "exec:[]": write a JSON array such as exec:["pg_isready","-q"]'],
  ['exec:[""]', 'command must be an array of strings that starts with a program, got "exec:[""]": write a JSON array such as exec:["pg_isready","-q"]'],
  ['exec:["a",1]', 'command must be an array of strings that starts with a program, got "exec:["a",1]": write a JSON array such as exec:["pg_isready","-q"]'],
  ['exec:{}', 'command must be an array of strings that starts with a program, got "exec:{}": write a JSON array such as exec:["pg_isready","-q"]'],
  ['a=healthy', 'condition must be started, completed or succeeded, got "healthy" in "a=healthy" (for healthy, write the check: "a=http://localhost:8080/ready")'],
  ['My_App=started', 'name must be a DNS label (at most 63 of a-z, 0-9 and "-", no "-" at either end), got "My_App" in target "My_App=started"'],
])('fails when the target is %j', (text, message) => {
  expect(() => parseTarget(text)).toThrow(new UsageError(message));
});

test.each(['', '-a', 'a-', 'a.b', 'x'.repeat(64)])('fails when a name is "%s"', (text) => {
  expect(() => parseName(text, '--name')).toThrow(
    new UsageError(`name must be a DNS label (at most 63 of a-z, 0-9 and "-", no "-" at either end), got "${text}" in --name`),
  );
});

test('fails with a usage error only, whatever the target', () => {
  const piece = fc.oneof(fc.constantFrom('http://', 'tcp://', 'grpc://', 'unix://', 'file://', 'exec:', '[', ']', ':', '/', '=', '@', 'localhost', '80', '"a"', 'started'), fc.string({ unit: 'binary', maxLength: 4 }));
  checkProperty(fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
    try {
      expect(parseTarget(pieces.join('')).label.length).toBeLessThanOrEqual(200);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
    }
  }));
});
