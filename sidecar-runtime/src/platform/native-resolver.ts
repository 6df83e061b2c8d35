import { unlessCancelled } from '../waiter/cancel.ts';
import { decodeBytes } from '../waiter/bytes.ts';
import type { Datagrams, DnsNetwork } from '../resolver/ask.ts';
import { lookUp } from '../resolver/resolver.ts';
import { encodeIp, SOCK_DGRAM } from './native-address.ts';
import { checked, EAGAIN } from './native-error.ts';
import type { NativeFiles } from './native-files.ts';
import type { Host } from './native-host.ts';
import { READABLE, type Loop } from './native-loop.ts';
import { randomBytes } from './native-random.ts';
import { PlatformError, type Platform } from './platform.ts';

/** The port of name servers. */
const PORT = 53;

/** The longest hosts file that is read, in bytes. */
const LONGEST_FILE = 1_048_576;

/** The longest datagram without extensions. @see https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const LONGEST_DATAGRAM = 512;

/** How many datagrams are taken at a time: a server that floods us must not keep timers and signals waiting. */
const DATAGRAMS_A_TURN = 16;

/**
 * Looks names up over the host; a name that is being looked up already only once. A lookup outlives the try that began
 * it, so that a slow server is of use to the next one.
 */
export function nativeResolver(host: Host, loop: Loop, files: NativeFiles, connect: Platform['connect']): Platform['resolve'] {
  const pending = new Map<string, Promise<readonly string[]>>();
  const context = { network: nativeNetwork(host, loop, connect), readFile: (path: string) => readText(files, path) };
  return (name, cancel) => {
    let looking = pending.get(name);
    if (looking === undefined) {
      looking = lookUp(name, context).finally(() => pending.delete(name));
      pending.set(name, looking);
    }
    return unlessCancelled(cancel, looking);
  };
}

function readText(files: NativeFiles, path: string): string {
  try {
    return decodeBytes(files.readThroughLinks(path, LONGEST_FILE));
  } catch (error) {
    // Without the file the defaults hold, as for everybody else who looks names up.
    if (error instanceof PlatformError) return '';
    throw error;
  }
}

function nativeNetwork(host: Host, loop: Loop, connect: Platform['connect']): DnsNetwork {
  return {
    open: (server, onDatagram, onFailure) => openDatagrams(host, loop, server, onDatagram, onFailure),
    connect: (server, cancel) => connect({ kind: 'tcp', ip: server, port: PORT }, cancel),
    timer: (milliseconds, callback) => loop.timer(milliseconds, callback),
    randomId: () => {
      const [high, low] = randomBytes(host, 2) as unknown as [number, number];
      return (high << 8) | low;
    },
  };
}

/** A connected socket takes datagrams from that server alone. */
function openDatagrams(host: Host, loop: Loop, server: string, onDatagram: (bytes: Uint8Array) => void, onFailure: () => void): Datagrams {
  const { family, bytes: address } = encodeIp(server, PORT);
  const file = checked(host.socket(family, SOCK_DGRAM), 'socket');
  const connected = host.connect(file, address);
  if (connected < 0) {
    host.close(file);
    checked(connected, 'connect');
  }
  let open = true;
  const receive = (): void => {
    for (let count = 0; open && count < DATAGRAMS_A_TURN; count++) {
      const bytes = new Uint8Array(LONGEST_DATAGRAM);
      const length = host.read(file, bytes);
      if (length === -EAGAIN) return;
      if (length < 0) {
        onFailure();
        return;
      }
      onDatagram(bytes.subarray(0, length));
    }
  };
  const wait = loop.when(file, READABLE, { ready: receive });
  return {
    send: (bytes) => {
      if (!open) return;
      const sent = host.write(file, bytes);
      if (sent < 0 && sent !== -EAGAIN) onFailure();
    },
    close: () => {
      if (!open) return;
      open = false;
      loop.end(wait);
      host.close(file);
    },
  };
}
