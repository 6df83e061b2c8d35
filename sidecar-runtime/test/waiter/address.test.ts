import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAuthority, isAddress, parseAuthority } from '../../src/waiter/address.ts';
import { checkProperty } from '../support/check-property.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';

const TARGET = 'tcp://x';

test.each([
  ['localhost:8080', 'localhost', 8080],
  ['127.0.0.1:1', '127.0.0.1', 1],
  ['[::1]:65535', '::1', 65_535],
  ['[::ffff:10.0.0.1]:80', '::ffff:10.0.0.1', 80],
  ['db.my_ns.svc.cluster.local:5432', 'db.my_ns.svc.cluster.local', 5432],
  ['db.svc.cluster.local.:5432', 'db.svc.cluster.local.', 5432],
])('reads %s and writes it the same', (text, host, port) => {
  expect(parseAuthority(TARGET, text)).toEqual({ host, port });
  expect(formatAuthority({ host, port })).toBe(text);
});

test('takes an IPv4 address in brackets, since a variable may hold either kind', () => {
  expect(parseAuthority('tcp://x', '[10.0.0.1]:80')).toEqual({ host: '10.0.0.1', port: 80 });
});

test.each([
  ['localhost', 'port is missing in "tcp://x": write it after the host, such as "localhost:8080"'],
  ['localhost:', 'port is missing in "tcp://x": write it after the host, such as "localhost:8080"'],
  ['[::1]', 'port is missing in "tcp://x": write it after the host, such as "[::1]:8080"'],
  ['localhost:0', 'port must be a number from 1 to 65535, got "0" in "tcp://x"'],
  ['localhost:65536', 'port must be a number from 1 to 65535, got "65536" in "tcp://x"'],
  ['localhost:http', 'port must be a number from 1 to 65535, got "http" in "tcp://x"'],
  ['[::1]80', 'port must be a number from 1 to 65535, got "80" in "tcp://x"'],
  [':8080', 'host is missing in "tcp://x": write "localhost" for this Pod'],
  ['', 'host is missing in "tcp://x": write "localhost" for this Pod'],
  ['[]:80', 'host is missing in "tcp://x": write "localhost" for this Pod'],
  ['::1:8080', 'an IPv6 address needs brackets, got "tcp://x": write "[::1]"'],
  ['[::1:8080', '"]" is missing after the IP address in "tcp://x"'],
  ['[1::2::3]:80', '"1::2::3" is no IP address in "tcp://x"'],
  ['[localhost]:80', '"localhost" is no IP address in "tcp://x"'],
  ['300.1.1.1:80', '"300.1.1.1" is no host name in "tcp://x"'],
  ['1.2.3:80', '"1.2.3" is no host name in "tcp://x"'],
  ['a b:80', '"a b" is no host name in "tcp://x"'],
  ['a..b:80', '"a..b" is no host name in "tcp://x"'],
  ['me:secret@host:80', `a target can't hold a user or password: use --header 'Authorization: …' instead of the part before "@"`],
])('fails when the authority is "%s"', (text, message) => {
  expect(() => parseAuthority(TARGET, text)).toThrow(new UsageError(message));
});

describe('isAddress', () => {
  test('takes what Node takes for an IPv6 address', () => {
    const piece = fc.constantFrom('::', ':', '0', 'ffff', '12345', 'g', '1.2.3.4', '1.2.3', 'A');
    checkProperty(fc.property(fc.array(piece, { maxLength: 17 }), (pieces) => {
      const text = pieces.join('');
      if (text.includes(':')) expect(isAddress(text)).toBe(isIPv6(text));
    }));
  });

  test.each(['::', '1:2:3:4:5:6:7:8', '1::8', 'fe80::1'])('takes %s', (text) => {
    expect(isAddress(text)).toBe(true);
  });

  test.each(['localhost', '1:2:3:4:5:6:7', '1.2.3.4.5', '1.2.3.256', '::%eth0'])('refuses %s', (text) => {
    expect(isAddress(text)).toBe(false);
  });
});
