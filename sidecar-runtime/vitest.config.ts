import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They need the native build, and have configurations of their own: `npm run test:native`, `test:hostile`, `test:reproducible`.
    exclude: ['test/native/**', 'test/hostile/**', 'test/reproducible/**', 'node_modules/**'],
    // a deadline for a busy machine, not a wait
    testTimeout: 30_000,
    // rows of a table that mostly wait
    maxConcurrency: 10,
    globalSetup: ['test/build.ts'],
    // The core of the waiter, which the native waiter shares; `npm run coverage` and `npm test` fail below.
    coverage: { provider: 'v8', include: ['src/waiter/*.ts'], reporter: ['text-summary'], thresholds: { branches: 95 } },
  },
});
