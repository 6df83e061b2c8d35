import { defineConfig } from 'vitest/config';

/** The executables made a second time, elsewhere: a minute or two of compiling, so not with every run of the tests. */
export default defineConfig({
  test: { include: ['test/reproducible/*.test.ts'], globalSetup: ['test/native/build.ts'], testTimeout: 900_000 },
});
