import type { Host } from './native-host.ts';
import { NativeFiles } from './native-files.ts';
import { nativeLocks } from './native-locks.ts';
import type { Loop } from './native-loop.ts';
import { writeAll } from './native-output.ts';
import { NativeProcesses } from './native-processes.ts';
import { nativeResolver } from './native-resolver.ts';
import { NativeSignals } from './native-signals.ts';
import { connectNatively } from './native-stream.ts';
import { NativeWatches } from './native-watches.ts';
import type { Platform } from './platform.ts';

/** The system over the host's calls. Whoever makes one lets the loop turn. */
export function nativePlatform(host: Host, loop: Loop): Platform {
  const files = new NativeFiles(host);
  const signals = new NativeSignals(host, loop);
  const watches = new NativeWatches(host, loop);
  const connect: Platform['connect'] = (address, cancel) => connectNatively(host, loop, address, cancel);
  return {
    args: host.args,
    files,
    signals,
    connect,
    processes: new NativeProcesses(host, loop, signals, files),
    locks: nativeLocks(host),
    env: (name) => host.env(name),
    now: () => loop.now(),
    timer: (milliseconds, callback) => loop.timer(milliseconds, callback),
    resolve: nativeResolver(host, loop, files, connect),
    watch: (path, callback) => watches.watch(path, callback),
    writeOut: (bytes) => writeAll(host, 1, bytes),
    writeError: (bytes) => writeAll(host, 2, bytes),
  };
}
