/**
 * Every version that the root package is built and tested with.
 *
 * `LOWEST` are the peers that `package.json` promises; development stands on exactly these. The newest ones stand in
 * `test/newest/package.json`, and the same tests run on both (see `projenrc/vitest.ts`).
 */
export const LOWEST = {
  'cdk8s': '2.68.12',
  'cdk8s-plus-28': '2.5.6',
  'constructs': '10.3.0',
} as const;

/** The newest peers that the tests run on, and the command line that renders an app as a user would. */
export const NEWEST = {
  'cdk8s': '2.70.106',
  'cdk8s-cli': '2.207.60',
  'cdk8s-plus-28': '2.5.6',
  'constructs': '10.8.1',
} as const;

/** What compiles, checks and tests. Pinned exactly: a build of today is a build of next year. */
export const TOOLS = {
  '@cyclonedx/cyclonedx-library': '10.3.0',
  '@dagrejs/dagre': '3.1.3',
  '@types/node': '20.19.43',
  'ajv': '8.20.0',
  'ajv-formats': '3.0.1',
  'ajv-formats-draft2019': '1.6.1',
  'esbuild': '0.28.2',
  'eslint': '10.15.0',
  'fast-check': '4.10.2',
  'jsii': '6.0.16',
  'jsii-docgen': '10.12.6',
  'jsii-pacmak': '1.140.0',
  'jsii-rosetta': '6.0.17',
  'mermaid': '11.17.2',
  'playwright-core': '1.65.1',
  'projen': '0.103.25',
  'tsx': '4.23.15',
  'typescript': '6.0.3',
  'typescript-eslint': '8.73.0',
  'vitest': '4.1.12',
  'yaml': '2.9.1',
} as const;
