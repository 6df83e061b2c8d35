import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

type Versions = Record<'cdk8s' | 'cdk8s-plus-28' | 'constructs', string>;

declare module 'vitest' {
  interface ProvidedContext {
    /** The versions of the peers that the tests of this project must see. */
    peers: Versions;
  }
}

const root = createRequire(import.meta.url);
const newest = createRequire(new URL('test/newest/package.json', import.meta.url));

/** The lowest versions that package.json promises; they are in node_modules. */
const { peerDependencies } = root('./package.json') as { peerDependencies: Versions };
const lowestPeers = mapValues(peerDependencies, (range) => range.replace('^', ''));

/** The newest ones: `src` and the tests import them from test/newest, what is inside it resolves its own there. */
const { dependencies } = newest('./package.json') as { dependencies: Versions };
const newestPeers = mapValues(peerDependencies, (_range, name) => dependencies[name]);
const newestAliases = mapValues(peerDependencies, (_range, name) => dirname(newest.resolve(`${name}/package.json`)));

/** The examples import the library by its name, as a user does. */
const library = { 'cdk8s-startgate': fileURLToPath(new URL('src/index.ts', import.meta.url)) };

/** Tests of the repository itself: what it ships, how it is built. They run once, on what is built. */
const repositoryTests = ['test/repository/**/*.test.ts', 'test/scripts/**/*.test.ts', 'test/e2e/**/*.test.ts', 'test/bench/**/*.test.ts'];
/** They need what the documentation site is made with. */
const siteTests = ['test/site/**/*.test.ts'];
/** They need Chromium. */
const browserTests = ['test/browser/**/*.test.ts'];
/** They need Go. */
const registryTests = ['test/registry/**/*.test.ts'];
const pipesTests = ['test/pipes/**/*.test.ts'];
const alertsTests = ['test/alerts/**/*.test.ts'];
/** They need Go, and what builds the native waiter. */
const packagesTests = ['test/packages/**/*.test.ts'];
/** They need Python, and a JDK and Maven, and Go. */
const languagesTests = ['test/languages/**/*.test.ts'];
/** Without a process for each file: the library keeps no state outside its apps, and cdk8s is loaded once, not 150 times. */
const libraryTests = {
  include: ['test/**/*.test.ts'],
  exclude: [
    ...repositoryTests, ...siteTests, ...browserTests, ...registryTests, ...pipesTests, ...alertsTests, ...packagesTests,
    ...languagesTests,
    '**/node_modules/**',
  ],
  isolate: false,
  setupFiles: ['test/contract/setup.ts'],
  // a deadline for a busy machine, not a wait
  testTimeout: 30_000,
};

export default defineConfig({
  test: {
    // every processor: by default one is left idle, which is half of a machine with two
    maxWorkers: '100%',
    projects: [
      {
        resolve: { alias: library },
        test: { ...libraryTests, name: 'lowest', provide: { peers: lowestPeers } },
      },
      {
        resolve: { alias: { ...library, ...newestAliases } },
        // what the oracle plays does not depend on the version of a peer: once is enough
        test: { ...libraryTests, exclude: [...libraryTests.exclude, 'test/oracle/**'], name: 'newest', provide: { peers: newestPeers } },
      },
      {
        test: { name: 'repository', include: repositoryTests, testTimeout: 300_000 },
      },
      {
        resolve: { alias: library },
        test: { name: 'site', include: siteTests, testTimeout: 30_000 },
      },
      {
        test: { name: 'browser', include: browserTests, testTimeout: 300_000 },
      },
      {
        resolve: { alias: library },
        test: { name: 'registry', include: registryTests, globalSetup: ['test/registry/setup.ts'], testTimeout: 60_000 },
      },
      {
        resolve: { alias: library },
        // one file at a time: each starts compilers, and their processes
        test: { name: 'languages', include: languagesTests, globalSetup: ['test/languages/setup.ts'], testTimeout: 120_000, fileParallelism: false },
      },
      {
        test: { name: 'pipes', include: pipesTests, globalSetup: ['test/pipes/setup.ts'], testTimeout: 60_000 },
      },
      {
        test: { name: 'alerts', include: alertsTests, globalSetup: ['test/alerts/setup.ts'], testTimeout: 60_000 },
      },
      {
        // one file at a time: one copies node_modules, in which the npm registry of another writes
        test: {
          name: 'packages', include: packagesTests, globalSetup: ['test/packages/setup.ts'], testTimeout: 300_000, fileParallelism: false,
        },
      },
    ],
  },
});

function mapValues(versions: Versions, change: (range: string, name: keyof Versions) => string): Versions {
  const entries = Object.entries(versions) as [keyof Versions, string][];
  return Object.fromEntries(entries.map(([name, range]) => [name, change(range, name)])) as Versions;
}
