import { consistsOf, DIGITS } from '../waiter/bytes.ts';
import { parseIp } from './ip.ts';
import { wordsOf } from './words.ts';

/** How names are looked up. */
export interface ResolvConf {
  /** The addresses of the servers, at most three. */
  readonly servers: readonly string[];
  /** What is put behind a name in turn. */
  readonly search: readonly string[];
  /** A name with as many dots is tried as it is first. */
  readonly ndots: number;
  /** How long one name may be asked for, in milliseconds. */
  readonly patience: number;
}

const MOST_SERVERS = 3;

/** Each option with its default and the most that it may be. */
const OPTIONS: Readonly<Record<string, readonly [number, number]>> = { ndots: [1, 15], timeout: [5, 30], attempts: [2, 5] };

/**
 * Reads a resolv.conf; what is not understood is left out, and a missing file is an empty one.
 *
 * @see https://man7.org/linux/man-pages/man5/resolv.conf.5.html
 */
export function parseResolvConf(text: string): ResolvConf {
  const servers: string[] = [];
  let search: readonly string[] = [];
  const options = new Map(Object.entries(OPTIONS).map(([name, [value]]) => [name, value]));
  for (const [keyword, ...words] of wordsOf(text, '#;')) {
    const [first] = words;
    if (keyword === 'nameserver' && first !== undefined && parseIp(first) !== undefined) servers.push(first);
    else if (keyword === 'search') search = words;
    else if (keyword === 'domain') search = words.slice(0, 1);
    else if (keyword === 'options') for (const word of words) setOption(options, word);
  }
  return {
    servers: servers.length === 0 ? ['127.0.0.1'] : servers.slice(0, MOST_SERVERS),
    search: search.map(withoutEnd).filter((domain) => domain !== ''),
    ndots: options.get('ndots') as number,
    patience: (options.get('timeout') as number) * (options.get('attempts') as number) * 1000,
  };
}

/**
 * The full names that a name may stand for, in the order to try.
 *
 * @param name one that ends with a dot is full already
 */
export function candidatesOf(name: string, conf: ResolvConf): readonly string[] {
  if (name.endsWith('.')) return [withoutEnd(name)];
  const searched = conf.search.map((domain) => `${name}.${domain}`);
  return name.split('.').length > conf.ndots ? [name, ...searched] : [...searched, name];
}

function setOption(options: Map<string, number>, word: string): void {
  const colon = word.indexOf(':');
  const name = word.slice(0, Math.max(colon, 0));
  const value = word.slice(colon + 1);
  if (!Object.hasOwn(OPTIONS, name) || !consistsOf(value, DIGITS)) return;
  const [, most] = OPTIONS[name] as readonly [number, number];
  // Zero attempts or no time would be no lookup at all.
  options.set(name, Math.min(most, Math.max(name === 'ndots' ? 0 : 1, Number(value))));
}

function withoutEnd(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}
