import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Experiments against what is built and shipped, from one seed: STARTGATE_SEED plays others. Needs the native build, strace and root. */
export default defineConfig({
  test: {
    include: ['test/hostile/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    // a deadline for a busy machine, not a wait
    testTimeout: 60_000,
    // they mostly wait
    maxConcurrency: 8,
    env: {
      STARTGATE_PROGRAM: process.env.STARTGATE_PROGRAM ?? join(import.meta.dirname, 'native', `linux-${process.arch === 'x64' ? 'amd64' : process.arch}`, 'startgate'),
      STARTGATE_SEED: process.env.STARTGATE_SEED ?? '21',
    },
  },
});
