import { describe, expect, test } from 'vitest';
import { candidatesOf, parseResolvConf } from '../../src/resolver/resolv-conf.ts';

const EMPTY = { servers: ['127.0.0.1'], search: [], ndots: 1, patience: 10_000 };

describe('parseResolvConf', () => {
  test('reads what the kubelet writes', () => {
    const text = 'search shop.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n';
    expect(parseResolvConf(text)).toEqual({ servers: ['10.96.0.10'], search: ['shop.svc.cluster.local', 'svc.cluster.local', 'cluster.local'], ndots: 5, patience: 10_000 });
  });

  test.each<[string, string, object]>([
    ['an empty file', '', {}],
    ['comments', '# nameserver 1.1.1.1\n; search a\nnameserver 9.9.9.9 # ours\n', { servers: ['9.9.9.9'] }],
    ['three servers at most', 'nameserver 1.1.1.1\nnameserver ::1\nnameserver 3.3.3.3\nnameserver 4.4.4.4', { servers: ['1.1.1.1', '::1', '3.3.3.3'] }],
    ['a server that is no address', 'nameserver ns.example\nnameserver fe80::1%eth0', {}],
    ['the last of search and domain', 'search a b\ndomain c d', { search: ['c'] }],
    ['dots at the end of domains', 'search a.b. .', { search: ['a.b'] }],
    ['tabs and carriage returns', 'nameserver\t8.8.8.8\r\n', { servers: ['8.8.8.8'] }],
    ['options in any order', 'options timeout:1 rotate attempts:3', { patience: 3000 }],
    ['options within their limits', 'options ndots:99 timeout:99 attempts:99', { ndots: 15, patience: 150_000 }],
    ['options of zero', 'options ndots:0 timeout:0 attempts:0', { ndots: 0, patience: 1000 }],
    ['options that are none', 'options ndots:x ndots: timeout attempts:-1 constructor:3', {}],
  ])('%s', (_, text, expected) => {
    expect(parseResolvConf(text)).toEqual({ ...EMPTY, ...expected });
  });
});

describe('candidatesOf', () => {
  const conf = { ...EMPTY, search: ['svc', 'local'], ndots: 2 };

  test.each<[string, readonly string[]]>([
    ['db', ['db.svc', 'db.local', 'db']],
    ['db.shop', ['db.shop.svc', 'db.shop.local', 'db.shop']],
    ['db.shop.example', ['db.shop.example', 'db.shop.example.svc', 'db.shop.example.local']],
    ['db.', ['db']],
  ])('%s', (name, candidates) => {
    expect(candidatesOf(name, conf)).toEqual(candidates);
  });
});
