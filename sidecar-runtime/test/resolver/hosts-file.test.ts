import { expect, test } from 'vitest';
import { addressesInHosts } from '../../src/resolver/hosts-file.ts';

const HOSTS = `# the kubelet writes this
127.0.0.1\tlocalhost
::1\tlocalhost ip6-localhost
10.0.0.7  db DB.example # 10.0.0.8 cache
fe80::1%eth0 db
nonsense db
10.0.0.9 db
`;

test.each<[string, readonly string[]]>([
  ['db', ['10.0.0.7', '10.0.0.9']],
  ['db.EXAMPLE', ['10.0.0.7']],
  ['ip6-localhost', ['::1']],
  ['cache', []],
  ['10.0.0.7', []],
])('%s', (name, addresses) => {
  expect(addressesInHosts(HOSTS, name)).toEqual(addresses);
});
