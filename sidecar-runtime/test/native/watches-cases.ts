import { NativeFiles } from '../../src/platform/native-files.ts';
import type { Host } from '../../src/platform/native-host.ts';
import { InotifyWatches } from '../../src/platform/native-inotify.ts';
import { Loop } from '../../src/platform/native-loop.ts';
import { NativeSignals } from '../../src/platform/native-signals.ts';
import { NativeWatches } from '../../src/platform/native-watches.ts';
import { PlatformError } from '../../src/platform/platform.ts';
import { encode } from '../../src/waiter/bytes.ts';

/** What each case gives as JSON: how often a watch has called back after each step. Runs in the engine, without Node. */
declare const host: Host;

let loop: Loop;
let files: NativeFiles;
let watches: NativeWatches | InotifyWatches;
const [kind, name, folder] = host.args as readonly [string, string, string];

function make(path: string): void {
  host.close(host.open(`${folder}/${path}`, 1 | 0o100, 0o600));
}

/** How often something was called back for what a step did. */
class Counter {
  private count = 0;
  readonly call = (): void => {
    this.count++;
  };

  after(step: () => void): number {
    this.count = 0;
    step();
    // what has happened is there at once
    loop.timer(0, () => undefined);
    loop.turn();
    return this.count;
  }
}

const CASES: Record<string, (counter: Counter) => unknown> = {
  all: (counter) => {
    watches.watch(folder, 'all', counter.call);
    return [
      counter.after(() => make('new')),
      counter.after(() => files.append(`${folder}/new`, encode('text'))),
      counter.after(() => void host.rename(`${folder}/new`, `${folder}/whole`)),
      counter.after(() => void host.remove(`${folder}/whole`)),
    ];
  },
  renamed: (counter) => {
    watches.watch(folder, 'renamed', counter.call);
    return [counter.after(() => make('new')), counter.after(() => void host.rename(`${folder}/new`, `${folder}/whole`))];
  },
  replaced: (counter) => {
    watches.watch(folder, 'renamed', counter.call);
    files.replace(`${folder}/record`, encode('old'));
    return counter.after(() => files.replace(`${folder}/record`, encode('new'))) > 0;
  },
  both: (counter) => {
    watches.watch(folder, 'all', counter.call);
    const stop = watches.watch(folder, 'renamed', counter.call);
    return [counter.after(() => make('new')) > 0, counter.after(stop), counter.after(() => make('other'))];
  },
  stopped: (counter) => {
    watches.watch(folder, 'all', counter.call)();
    return counter.after(() => make('new'));
  },
  gone: (counter) => {
    const path = `${folder}/inner`;
    files.makeDirectory(path);
    const stop = watches.watch(path, 'all', counter.call);
    return [counter.after(() => remove(path)) <= 1, counter.after(stop)];
  },
  many: (counter) => {
    const paths = Array.from({ length: 20 }, (_, index) => `${folder}/${index}`);
    for (const path of paths) files.makeDirectory(path);
    const stops = paths.map((path) => watches.watch(path, 'all', counter.call));
    const seen = paths.filter((_, index) => counter.after(() => make(`${index}/new`)) > 0).length;
    return [seen, files.list('/proc/self/fd').length < 16, counter.after(() => stops.forEach((stop) => stop()))];
  },
  nothing: (counter) => {
    try {
      watches.watch(`${folder}/none`, 'all', counter.call);
    } catch (error) {
      return error instanceof PlatformError && error.code;
    }
    return 'no error';
  },
};

/** The host has no call for it. */
function remove(directory: string): void {
  host.run(encode(`rmdir\0${directory}\0`), host.open('/dev/null', 2, 0));
  while (host.wait(new Uint8Array(4)) === 0) host.poll(new Uint8Array(0), 1);
}

host.turn = () => {
  loop = new Loop(host);
  files = new NativeFiles(host);
  watches = kind === 'signal' ? new NativeWatches(host, loop, new NativeSignals(host, loop)) : new InotifyWatches(host, loop);
  host.write(1, encode(`${JSON.stringify(CASES[name]?.(new Counter()) ?? `no case ${name}`)}\n`));
  host.exit(0);
};
