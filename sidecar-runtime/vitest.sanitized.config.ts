import { defineConfig } from 'vitest/config';

/** What `native/make/sanitize.mjs` runs on the executables that it builds. */
export default defineConfig({
  test: { include: ['test/native/host.test.ts', 'test/cli.test.ts', 'test/faults/**/*.test.ts', 'test/fuzz/program.test.ts'], globalSetup: ['test/build.ts'], testTimeout: 60_000, maxConcurrency: 10, fileParallelism: false },
});
