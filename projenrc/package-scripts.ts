import { Component } from 'projen';
import type { ConstructLibraryCdk8s } from 'projen/lib/cdk8s';

const COMMANDS = ['start', 'test', 'build', 'watch', 'lint', 'bench', 'e2e', 'docs', 'package'];

/**
 * The package scripts: plain JavaScript that works straight after `git clone`.
 *
 * Never projen tasks: nothing is installed yet in a fresh clone, and a failing task always exits with 1, whatever the
 * command's own code was.
 */
export class PackageScripts extends Component {
  constructor(project: ConstructLibraryCdk8s) {
    super(project);
    for (const task of project.tasks.all) {
      project.package.removeScript(task.name);
    }
    for (const command of COMMANDS) {
      project.package.setScript(command, `node scripts/run.mjs ${command}`);
    }
    project.package.setScript('projen', 'projen');
  }
}
