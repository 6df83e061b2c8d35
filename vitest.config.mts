import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { defineConfig } from 'vitest/config';

const PEERS = ['cdk8s', 'cdk8s-plus-28', 'constructs'];

/** Tests of the repository itself: what it ships, how it is built. They run once, on what is built. */
const REPOSITORY = 'test/repository/**/*.test.ts';

const newest = createRequire(new URL('test/newest/package.json', import.meta.url));

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'lowest', include: ['test/**/*.test.ts'], exclude: [REPOSITORY, '**/node_modules/**'] },
      },
      {
        // The tests and `src` import the peers from here; what is inside test/newest resolves its own there.
        resolve: { alias: PEERS.map((name) => ({ find: name, replacement: dirname(newest.resolve(`${name}/package.json`)) })) },
        test: { name: 'newest', include: ['test/**/*.test.ts'], exclude: [REPOSITORY, '**/node_modules/**'] },
      },
      {
        test: { name: 'repository', include: [REPOSITORY], testTimeout: 300_000 },
      },
    ],
  },
});
