import { TypeScriptModuleResolution } from 'projen/lib/javascript';

/**
 * Stricter than what jsii allows in the configuration it compiles with: `src` is checked with these once more, together
 * with the tests. `bundler` is how vitest and tsx resolve imports.
 */
export const STRICTER = {
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  module: 'esnext',
  moduleResolution: TypeScriptModuleResolution.BUNDLER,
  // as the runtime writes its imports, whose parser the command line bundles
  allowImportingTsExtensions: true,
};

/** The tests read the scripts (JavaScript with JSDoc), and the examples import the library by its name, as a user does. */
export const TESTS = { ...STRICTER, allowJs: true, paths: { 'cdk8s-startgate': ['../src/index.ts'] } };

/** For code that is never compiled, only checked. */
export const CHECK_ONLY = {
  ...STRICTER,
  target: 'es2023',
  lib: ['es2023'],
  types: ['node'],
  strict: true,
  noEmit: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  esModuleInterop: true,
};
