import type { Host } from '../../src/platform/native-host.ts';

/** Looks at the process where only definitions belong. */
declare const host: Host;
host.pid();
