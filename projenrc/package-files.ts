import { Component, TextFile } from 'projen';
import type { ConstructLibraryCdk8s } from 'projen/lib/cdk8s';

/**
 * What the npm package contains, and what another package may import from it.
 *
 * An allow-list (`files`), not a deny-list (`.npmignore`): a new folder of the repository stays out by itself.
 */
export class PackageFiles extends Component {
  constructor(project: ConstructLibraryCdk8s) {
    super(project);
    project.package.addVersion('0.1.0');
    // lock files that name no registry work with any mirror; the last line of `npm test` is ours
    for (const folder of ['', 'bench/', 'sidecar-runtime/', 'site/', 'test/newest/', 'test/packages/npm-registry/']) {
      new TextFile(project, `${folder}.npmrc`, {
        lines: ['omit-lockfile-registry-resolved=true', 'update-notifier=false'], readonly: false,
      });
    }
    project.addFields({
      bin: { 'cdk8s-startgate': './lib/cli/main.mjs' },
      files: [
        'lib/index.js', 'lib/**/*.mjs', 'lib/**/*.d.ts', 'lib/start-order-policy.schema.json', 'lib/cli/THIRD-PARTY-LICENSES.txt',
        '.jsii', 'API.md', 'CHANGELOG.md',
      ],
      exports: {
        '.': { types: './lib/index.d.ts', default: './lib/index.js' },
        './.jsii': './.jsii',
        './lib/start-order-policy.schema.json': './lib/start-order-policy.schema.json',
        './package.json': './package.json',
      },
    });
  }
}
