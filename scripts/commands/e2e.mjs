import { join } from 'node:path';
import { foreground } from '../lib/exec.mjs';
import { ROOT, bin } from '../lib/paths.mjs';
import { mustRun } from '../lib/step.mjs';
import { installRoot, library, native, newestPeers, sidecar } from '../lib/steps/build.mjs';
import { pipePrograms } from '../lib/steps/go-programs.mjs';

/**
 * Runs the scenarios on a Kubernetes node of our own, on this machine.
 *
 * @param {string[]} args passed on
 */
export async function run(args) {
  // the unit tests, whose Pods are sent to the API server, need the newest peers, and the charts Helm
  const aside = args.includes('--help') || args.includes('--down');
  await (aside ? mustRun(installRoot) : mustRun(library, [...sidecar, native], newestPeers));
  // they are in node_modules, which an install of the root package makes anew
  if (!aside) await mustRun([pipePrograms]);
  return foreground(bin('tsx'), ['--tsconfig', join(ROOT, 'e2e', 'tsconfig.json'), join(ROOT, 'e2e', 'main.ts'), ...args]);
}
