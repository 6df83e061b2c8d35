import type { Host } from '../../src/platform/native-host.ts';

/** Does not end, or fails, when it is rehearsed. */
declare const host: Host;

host.start = () => {
  if (host.args[0] === 'fail') throw new Error('it failed');
};
host.turn = () => undefined;
