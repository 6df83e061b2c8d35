import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const PEERS = ['cdk8s', 'cdk8s-plus-28', 'constructs'];

/** Tests of the repository itself: what it ships, how it is built. They run once, on what is built. */
const REPOSITORY = 'test/repository/**/*.test.ts';

const newest = createRequire(new URL('test/newest/package.json', import.meta.url));

/** The examples import the library by its name, as a user does. */
const library = { find: /^cdk8s-startgate$/, replacement: fileURLToPath(new URL('src/index.ts', import.meta.url)) };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias: [library] },
        test: { name: 'lowest', include: ['test/**/*.test.ts'], exclude: [REPOSITORY, '**/node_modules/**'] },
      },
      {
        // `src` and the tests import the peers from test/newest; what is inside it resolves its own peers there.
        resolve: {
          alias: [library, ...PEERS.map((name) => ({ find: name, replacement: dirname(newest.resolve(`${name}/package.json`)) }))],
        },
        test: { name: 'newest', include: ['test/**/*.test.ts'], exclude: [REPOSITORY, '**/node_modules/**'] },
      },
      {
        test: { name: 'repository', include: [REPOSITORY], testTimeout: 300_000 },
      },
    ],
  },
});
