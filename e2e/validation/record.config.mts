import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The unit tests of the library once more, with everything recorded that they render. Property tests have a test of their own. */
export default defineConfig({
  root: at('../..'),
  resolve: { alias: { 'cdk8s-startgate': at('../../src/index.ts') } },
  test: {
    name: 'recorded',
    include: ['test/**/*.test.ts'],
    // those that render nothing, or in a process of their own, and the thousands of the oracle
    exclude: [
      'test/repository/**', 'test/scripts/**', 'test/e2e/**', 'test/bench/**', 'test/browser/**', 'test/registry/**', 'test/pipes/**',
      'test/alerts/**', 'test/packages/**', 'test/site/**', 'test/languages/**', 'test/cli/**', 'test/oracle/**', 'test/newest/**', 'test/peers.test.ts',
      '**/node_modules/**',
    ],
    setupFiles: [at('record.setup.ts')],
    // beside a node that works; how fast they are is judged elsewhere
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
