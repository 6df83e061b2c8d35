import { describe, expect, test } from 'vitest';
import type { DnsRecord } from '../support/dns-reply.ts';
import { dnsReply } from '../support/dns-reply.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { VirtualNetwork, type NameServer } from '../support/virtual-network.ts';
import type { Question } from '../../src/resolver/dns-message.ts';
import { lookUp } from '../../src/resolver/resolver.ts';

const V6 = Uint8Array.of(0xfd, ...new Array<number>(14).fill(0), 1);

/** A server that knows names, and that nothing else exists. */
function knows(names: Readonly<Record<string, { readonly a?: readonly number[]; readonly aaaa?: true }>>): NameServer {
  return (question) => {
    const found = names[question.name];
    return found === undefined ? dnsReply(question, { code: 3 }) : dnsReply(question, { answers: recordsOf(question, found) });
  };
}

function recordsOf(question: Question, found: { readonly a?: readonly number[]; readonly aaaa?: true }): readonly DnsRecord[] {
  if (question.type === 1) return found.a === undefined ? [] : [{ owner: question.name, type: 1, data: Uint8Array.from(found.a) }];
  return found.aaaa === undefined ? [] : [{ owner: question.name, type: 28, data: V6 }];
}

interface Setup {
  readonly clock: VirtualClock;
  readonly network: VirtualNetwork;
  readonly look: (host: string) => Promise<readonly string[]>;
}

function setup(servers: Readonly<Record<string, NameServer>>, { conf = '', hosts = '' } = {}): Setup {
  const clock = new VirtualClock();
  const network = new VirtualNetwork(clock);
  for (const [address, server] of Object.entries(servers)) network.servers.set(address, server);
  const text = `${Object.keys(servers).map((address) => `nameserver ${address}\n`).join('')}${conf}`;
  const context = { network, readFile: (path: string) => (path === '/etc/hosts' ? hosts : path === '/etc/resolv.conf' ? text : '') };
  return { clock, network, look: (host) => clock.run(lookUp(host, context)) };
}

describe('lookUp', () => {
  test('takes the hosts file before any server', async () => {
    const { look, network } = setup({ '10.0.0.2': knows({ db: { a: [9, 9, 9, 9] } }) }, { hosts: '10.0.0.7 db\n' });
    expect(await look('db')).toEqual(['10.0.0.7']);
    expect(network.asked).toEqual([]);
  });

  test('asks for both kinds of addresses at once, and gives IPv4 first', async () => {
    const { look, network } = setup({ '10.0.0.2': knows({ db: { a: [10, 0, 0, 1], aaaa: true } }) });
    expect(await look('db')).toEqual(['10.0.0.1', 'fd00:0:0:0:0:0:0:1']);
    expect(network.asked).toEqual(['10.0.0.2 db A', '10.0.0.2 db AAAA']);
  });

  test('goes through the search list, and stops at the first name that has addresses', async () => {
    const { look, network } = setup({ '10.0.0.2': knows({ 'db.two': { a: [10, 0, 0, 1] }, db: { a: [9, 9, 9, 9] } }) }, { conf: 'search one two\noptions ndots:5\n' });
    expect(await look('db')).toEqual(['10.0.0.1']);
    expect(network.asked.filter((asked) => asked.endsWith(' A'))).toEqual(['10.0.0.2 db.one A', '10.0.0.2 db.two A']);
  });

  test('goes on after a name that is there without addresses', async () => {
    const { look } = setup({ '10.0.0.2': knows({ 'db.one': {}, db: { a: [10, 0, 0, 1] } }) }, { conf: 'search one\n' });
    expect(await look('db')).toEqual(['10.0.0.1']);
  });

  test('fails when no name has addresses', async () => {
    const { look } = setup({ '10.0.0.2': knows({}) }, { conf: 'search one\n' });
    await expect(look('db')).rejects.toMatchObject({ code: 'ENOTFOUND', message: 'no address for db' });
  });

  test('fails rather than to take another host, when a name before it can not be told', async () => {
    const server: NameServer = (question) => (question.name === 'db.one' ? dnsReply(question, { code: 2 }) : knows({ db: { a: [9, 9, 9, 9] } })(question, 1));
    const { look } = setup({ '10.0.0.2': server }, { conf: 'search one\n' });
    await expect(look('db')).rejects.toMatchObject({ code: 'ENOTFOUND', message: 'no name server knows db now' });
  });

  test('takes whichever server answers, and closes the ways to all', async () => {
    const { look, network } = setup({ '10.0.0.2': () => 'silent', '10.0.0.3': () => 'unreachable', '10.0.0.4': knows({ db: { a: [10, 0, 0, 1] } }) });
    expect(await look('db')).toEqual(['10.0.0.1']);
    expect(network.ways).toBe(0);
  });

  test('asks again when a question or its answer was lost', async () => {
    const { look, clock } = setup({ '10.0.0.2': (question, times) => (times < 3 ? 'silent' : knows({ db: { a: [10, 0, 0, 1] } })(question, times)) });
    expect(await look('db')).toEqual(['10.0.0.1']);
    expect(clock.now).toBe(250 + 500 + 1);
  });

  test('fails when nobody answers in the time that resolv.conf gives', async () => {
    const { look, clock, network } = setup({ '10.0.0.2': () => 'silent' }, { conf: 'options timeout:1 attempts:2\n' });
    await expect(look('db')).rejects.toMatchObject({ code: 'ENOTFOUND', message: 'no name server knows db now' });
    expect([clock.now, network.ways, clock.pending]).toEqual([2000, 0, 0]);
  });

  test('fails at once when no server can be reached', async () => {
    const { look, clock } = setup({ '10.0.0.2': () => 'unreachable' });
    await expect(look('db')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(clock.now).toBe(1);
  });

  test('waits 50 ms for IPv6 when a server never answers about it', async () => {
    const { look, clock } = setup({ '10.0.0.2': (question) => (question.type === 28 ? 'silent' : knows({ db: { a: [10, 0, 0, 1] } })(question, 1)) });
    expect(await look('db')).toEqual(['10.0.0.1']);
    expect(clock.now).toBe(51);
  });

  test('does not believe an answer to another question', async () => {
    const { look } = setup({ '10.0.0.2': (question) => dnsReply({ ...question, id: question.id + 7 }, { answers: [{ owner: question.name, type: 1, data: Uint8Array.of(6, 6, 6, 6) }] }) });
    await expect(look('db')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  test('asks over TCP when an answer is too long for a datagram', async () => {
    const { look, network } = setup({ '10.0.0.2': (question) => dnsReply(question, { truncated: true }) });
    network.streams.set('10.0.0.2', (question) => {
      const reply = dnsReply(question, { answers: recordsOf(question, { a: [10, 0, 0, 1] }) });
      return Uint8Array.of(0, reply.length, ...reply);
    });
    expect(await look('db')).toEqual(['10.0.0.1']);
  });

  test.each<[string, (reply: Uint8Array) => Uint8Array]>([
    ['ends early', (reply) => Uint8Array.of(0, reply.length, ...reply.subarray(0, 9))],
    ['is garbage', () => Uint8Array.of(0, 3, 1, 2, 3)],
    ['is truncated too', (reply) => Uint8Array.of(0, reply.length, ...reply.map((byte, at) => (at === 2 ? byte | 2 : byte)))],
  ])('fails when the answer over TCP %s', async (_, spoil) => {
    const { look, network } = setup({ '10.0.0.2': (question) => dnsReply(question, { truncated: true }) });
    network.streams.set('10.0.0.2', (question) => spoil(dnsReply(question, {})));
    await expect(look('db')).rejects.toMatchObject({ code: 'ENOTFOUND', message: 'no name server knows db now' });
  });

  test('fails when the server that truncates refuses TCP', async () => {
    const { look } = setup({ '10.0.0.2': (question) => dnsReply(question, { truncated: true }) });
    await expect(look('db')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});
