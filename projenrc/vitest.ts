import { Component, JsonFile } from 'projen';
import type { ConstructLibraryCdk8s } from 'projen/lib/cdk8s';
import { NEWEST } from './versions';

/**
 * vitest instead of jest. `vitest.config.mts` runs the same tests on the lowest peers (`node_modules`) and on the newest
 * ones, which have a package and a lock file of their own here.
 */
export class Vitest extends Component {
  constructor(project: ConstructLibraryCdk8s) {
    super(project);
    new JsonFile(project, 'test/newest/package.json', {
      obj: {
        name: 'cdk8s-startgate-newest-peers',
        description: 'The newest supported peers, for the second run of the tests',
        private: true,
        dependencies: NEWEST,
      },
      newline: true,
    });
  }
}
