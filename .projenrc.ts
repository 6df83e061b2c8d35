import { ConstructLibraryCdk8s } from 'projen/lib/cdk8s';
import { NodePackageManager } from 'projen/lib/javascript';
import { TypeScriptRunner } from 'projen/lib/typescript';
import { TESTS } from './projenrc/compiler-options';
import { PackageFiles } from './projenrc/package-files';
import { PackageScripts } from './projenrc/package-scripts';
import { PinnedTools } from './projenrc/pinned-tools';
import { TypeChecks } from './projenrc/type-checks';
import { LOWEST, TOOLS } from './projenrc/versions';
import { Vitest } from './projenrc/vitest';

const project = new ConstructLibraryCdk8s({
  name: 'cdk8s-startgate',
  description: 'Declare which container of a Pod waits for which: proved at synthesis, enforced in the cluster',
  keywords: ['cdk8s', 'constructs', 'kubernetes', 'sidecar', 'init-container', 'start-order', 'readiness'],
  author: 'The cdk8s-startgate maintainers',
  authorAddress: 'https://github.com/startgate',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/startgate/cdk8s-startgate.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-startgate maintainers',
  stability: 'experimental',
  defaultReleaseBranch: 'main',
  packageManager: NodePackageManager.NPM,
  minNodeVersion: '20.19.0',

  // The peers: development and the first test project stand on the lowest versions, see projenrc/versions.ts.
  cdk8sVersion: LOWEST.cdk8s,
  constructsVersion: LOWEST.constructs,
  peerDeps: [`cdk8s-plus-28@^${LOWEST['cdk8s-plus-28']}`],

  jsiiVersion: TOOLS.jsii,
  typescriptVersion: TOOLS.typescript,
  projenVersion: TOOLS.projen,
  projenrcTs: true,
  runner: TypeScriptRunner.tsx(),
  docgenFilePath: 'API.md',
  publishToPypi: { distName: 'cdk8s-startgate', module: 'cdk8s_startgate' },
  publishToMaven: {
    javaPackage: 'dev.startgate.cdk8s',
    mavenGroupId: 'dev.startgate',
    mavenArtifactId: 'cdk8s-startgate',
  },
  publishToGo: { moduleName: 'github.com/startgate/cdk8s-startgate-go', packageName: 'startgate' },

  // Ours instead: vitest.config.mts, eslint.config.mjs (flat), scripts/run.mjs; there is no hosted workflow to generate.
  jest: false,
  eslint: false,
  github: false,
  release: false,
  depsUpgrade: false,
  npmignoreEnabled: false,
  sampleCode: false,
  integrationTestAutoDiscover: false,

  // the command line is bundled, not compiled by jsii: see docs/decisions/bundled-command-line.md
  tsconfig: {
    exclude: ['src/cli'],
    compilerOptions: { target: 'es2023', lib: ['es2023'], inlineSourceMap: false, inlineSources: false, types: ['node'] },
  },
  tsconfigDev: { compilerOptions: TESTS },
  gitignore: ['/coverage/', '.jsii.tabl.json*', '*.tsbuildinfo', '*.tgz', '/site/dist/', '/site/generated/', '/site/.vitepress/.temp/'],
});

new PackageFiles(project);
new PackageScripts(project);
new PinnedTools(project);
new TypeChecks(project);
new Vitest(project);

project.synth();
