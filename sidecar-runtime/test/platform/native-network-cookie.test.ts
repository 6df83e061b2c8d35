import { expect, test } from 'vitest';
import type { Host } from '../../src/platform/native-host.ts';
import { nativeNetworkCookie } from '../../src/platform/native-network-cookie.ts';
import { encode } from '../../src/waiter/bytes.ts';

/** What it asks of the host: the real one is asked in `test/native/host.test.ts`. */
function asking(give: (digits: Uint8Array) => number): { readonly host: Host; readonly closed: readonly number[] } {
  const closed: number[] = [];
  const host: Pick<Host, 'socket' | 'networkCookie' | 'close'> = {
    socket: () => 7,
    networkCookie: (file, digits) => (file === 7 ? give(digits) : -9),
    close: (file) => closed.push(file),
  };
  return { host: host as Host, closed };
}

test('is every digit of 64 bits', () => {
  const { host, closed } = asking((digits) => {
    digits.set(encode('18446744073709551615\0'));
    return 20;
  });
  expect([nativeNetworkCookie(host), closed]).toEqual(['18446744073709551615', [7]]);
});

test('is unknown before Linux 5.14, which has no such option', () => {
  const { host, closed } = asking(() => -92);
  expect([nativeNetworkCookie(host), closed]).toEqual([undefined, [7]]);
});
