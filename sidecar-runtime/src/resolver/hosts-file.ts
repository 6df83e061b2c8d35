import { lowerCase } from '../waiter/bytes.ts';
import { parseIp } from './ip.ts';
import { wordsOf } from './words.ts';

/**
 * The addresses that a hosts file gives a name, in the order of the file.
 *
 * @param name in any case
 * @see https://man7.org/linux/man-pages/man5/hosts.5.html
 */
export function addressesInHosts(text: string, name: string): readonly string[] {
  const wanted = lowerCase(name);
  return wordsOf(text, '#')
    .filter(([address, ...names]) => parseIp(address as string) !== undefined && names.some((other) => lowerCase(other) === wanted))
    .map(([address]) => address as string);
}
