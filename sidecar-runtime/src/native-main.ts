import { run } from './cli.ts';
import type { Host } from './platform/native-host.ts';
import { Loop } from './platform/native-loop.ts';
import { nativePlatform } from './platform/native.ts';
import { UsageError } from './waiter/usage-error.ts';

/** What `native/host/program.c` and the build put in. */
declare const host: Host;
declare const VERSION: string;

const loop = new Loop(host);
let failure: { readonly error: unknown } | undefined;

host.turn = () => {
  if (failure !== undefined) throw failure.error;
  loop.turn();
};

const parts = {
  version: VERSION,
  https: false,
  serve: () => Promise.reject(new UsageError('startgate serve needs Node: this is the native waiter')),
};

run(nativePlatform(host, loop), parts).then(
  (code) => host.exit(code),
  (error: unknown) => {
    failure = { error };
  },
);
