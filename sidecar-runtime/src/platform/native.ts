import type { Host } from './native-host.ts';
import { NativeFiles } from './native-files.ts';
import { nativeLocks } from './native-locks.ts';
import type { Loop } from './native-loop.ts';
import { nativeNetworkCookie } from './native-network-cookie.ts';
import { writeAll } from './native-output.ts';
import { NativeProcesses } from './native-processes.ts';
import { nativeResolver } from './native-resolver.ts';
import { NativeSignals } from './native-signals.ts';
import { connectNatively } from './native-stream.ts';
import { NativeWatches } from './native-watches.ts';
import type { Locks, Platform } from './platform.ts';

/** The system over the host's calls. Whoever makes one lets the loop turn. */
export function nativePlatform(host: Host, loop: Loop): Platform {
  const signals = new NativeSignals(host, loop);
  // What many waits never use is made when it is asked for.
  let files: NativeFiles | undefined;
  let processes: NativeProcesses | undefined;
  let locks: Locks | undefined;
  let watches: NativeWatches | undefined;
  let resolve: Platform['resolve'] | undefined;
  const theFiles = (): NativeFiles => (files ??= new NativeFiles(host));
  const connect: Platform['connect'] = (address, cancel) => connectNatively(host, loop, address, cancel);
  return {
    args: host.args,
    get files() {
      return theFiles();
    },
    signals,
    connect,
    get processes() {
      return (processes ??= new NativeProcesses(host, loop, signals, theFiles()));
    },
    get locks() {
      return (locks ??= nativeLocks(host));
    },
    env: (name) => host.env(name),
    networkCookie: () => nativeNetworkCookie(host),
    now: () => loop.now(),
    timer: (milliseconds, callback) => loop.timer(milliseconds, callback),
    resolve: (name, cancel) => (resolve ??= nativeResolver(host, loop, theFiles(), connect))(name, cancel),
    watch: (path, names, callback) => (watches ??= new NativeWatches(host, loop, signals)).watch(path, names, callback),
    writeOut: (bytes) => writeAll(host, 1, bytes),
    writeError: (bytes) => writeAll(host, 2, bytes),
  };
}
