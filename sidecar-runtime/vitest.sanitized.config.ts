import { defineConfig } from 'vitest/config';

/** What `native/make/sanitize.mjs` runs on the executables that it builds. */
export default defineConfig({
  test: {
    include: [
      ...['test/native/host.test.ts', 'test/cli.test.ts', 'test/faults/**/*.test.ts', 'test/fuzz/program.test.ts'],
      // those without strace, which AddressSanitizer does not bear, and without limits of its memory
      'test/hostile/{answers,names,records,signals}.test.ts',
    ],
    env: { STARTGATE_SLOWER: '5' },
    globalSetup: ['test/build.ts'],
    testTimeout: 60_000,
    maxConcurrency: 10,
    fileParallelism: false,
  },
});
