import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const NATIVE = join(import.meta.dirname, 'native');

/** The process tests of the command line, once more against each executable; arm64 runs in an emulator on amd64. */
export default defineConfig({
  test: {
    globalSetup: ['test/build.ts', 'test/native/build.ts'],
    testTimeout: 60_000,
    // rows of a table that mostly wait
    maxConcurrency: 10,
    // what is measured in milliseconds would suffer from the others
    fileParallelism: false,
    projects: [
      { extends: true, test: { name: 'native', include: ['test/native/**/*.test.ts'] } },
      { extends: true, test: { name: 'amd64', include: ['test/cli.test.ts', 'test/faults/**/*.test.ts', 'test/fuzz/program.test.ts'], env: { STARTGATE_PROGRAM: join(NATIVE, 'linux-amd64/startgate') } } },
      { extends: true, test: { name: 'arm64', include: ['test/cli.test.ts'], env: { STARTGATE_PROGRAM: join(import.meta.dirname, 'test/native/emulate-arm64.sh') } } },
    ],
  },
});
