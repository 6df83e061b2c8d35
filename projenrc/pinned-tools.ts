import { Component } from 'projen';
import type { ConstructLibraryCdk8s } from 'projen/lib/cdk8s';
import { TOOLS } from './versions';

/** Pins what compiles, checks and tests to the exact versions of `versions.ts`, where projen would write a range. */
export class PinnedTools extends Component {
  constructor(project: ConstructLibraryCdk8s) {
    super(project);
    // compares with the last release; there is none
    project.deps.removeDependency('jsii-diff');
    project.tasks.removeTask('compat');
    for (const [name, version] of Object.entries(TOOLS)) {
      project.deps.removeDependency(name);
      project.addDevDeps(`${name}@${version}`);
    }
  }
}
