import { PlatformError } from '../platform/platform.ts';
import { ask, type DnsNetwork } from './ask.ts';
import { TYPE, type Reply } from './dns-message.ts';
import { addressesInHosts } from './hosts-file.ts';
import { candidatesOf, parseResolvConf } from './resolv-conf.ts';

/** What a resolver needs of the system. */
export interface ResolverContext {
  readonly network: DnsNetwork;
  /** The text of a file, empty if there is none. */
  readonly readFile: (path: string) => string;
}

const HOSTS = '/etc/hosts';
const RESOLV_CONF = '/etc/resolv.conf';

/**
 * How long the second kind of address is waited for once the first is there, in milliseconds: some servers never
 * answer questions for IPv6.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8305#section-3
 */
const RESOLUTION_DELAY = 50;

/**
 * The addresses of a host name, IPv4 first: from the hosts file, else from the name servers.
 *
 * @throws PlatformError `ENOTFOUND` if it has none, or nobody who knows can be reached
 */
export async function lookUp(host: string, context: ResolverContext): Promise<readonly string[]> {
  const written = addressesInHosts(context.readFile(HOSTS), host.endsWith('.') ? host.slice(0, -1) : host);
  if (written.length > 0) return written;
  const conf = parseResolvConf(context.readFile(RESOLV_CONF));
  for (const name of candidatesOf(host, conf)) {
    const reply = await askBoth(name, conf.servers, conf.patience, context.network);
    // A name that can't be told now may be there: the next one could be another host of the same name.
    if (reply.kind === 'failed') throw new PlatformError('ENOTFOUND', `no name server knows ${host} now`);
    if (reply.kind === 'addresses' && reply.addresses.length > 0) return reply.addresses;
  }
  throw new PlatformError('ENOTFOUND', `no address for ${host}`);
}

/** Asks for both kinds of addresses at once. */
function askBoth(name: string, servers: readonly string[], patience: number, network: DnsNetwork): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const replies: (Reply | undefined)[] = [undefined, undefined];
    let stop: () => void = () => undefined;
    let finished = false;
    const finish = (): void => {
      finished = true;
      stop();
      resolve(combine(replies));
    };
    const take = (index: number, reply: Reply): void => {
      if (finished) return;
      replies[index] = reply;
      if (replies.every((other) => other !== undefined)) finish();
      else if (reply.kind === 'addresses' && reply.addresses.length > 0) stop = network.timer(RESOLUTION_DELAY, finish);
    };
    for (const [index, type] of [TYPE.A, TYPE.AAAA].entries()) {
      ask(network, servers, { name, type }, patience).then((reply) => take(index, reply), reject);
    }
  });
}

/** Addresses of either kind are enough; without one, a failure says that there might be some. */
function combine(replies: readonly (Reply | undefined)[]): Reply {
  const addresses = replies.flatMap((reply) => (reply?.kind === 'addresses' ? reply.addresses : []));
  if (addresses.length > 0) return { kind: 'addresses', addresses };
  return replies.find((reply) => reply?.kind === 'failed') ?? { kind: 'no such name' };
}
