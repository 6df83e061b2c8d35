import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They need the native build, and run by `npm run test:native`.
    exclude: ['test/native/**', 'node_modules/**'],
    // a deadline for a busy machine, not a wait
    testTimeout: 30_000,
    globalSetup: ['test/build.ts'],
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reporter: ['text-summary', 'json-summary'] },
  },
});
