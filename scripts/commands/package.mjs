import { join } from 'node:path';
import { pacmak } from '../lib/pacmak.mjs';
import { ROOT } from '../lib/paths.mjs';
import { mustRun } from '../lib/steps.mjs';
import { run as build } from './build.mjs';

const DIST = join(ROOT, 'dist');

/** Makes the npm and the Python package, and the Java and Go sources, in `dist/`. */
export async function run() {
  await build();
  await mustRun([
    { name: 'npm and Python packages (dist/js, dist/python)', run: () => pacmak(DIST, ['js', 'python']).then(() => true) },
    // sources only: the bindings of cdk8s-plus-28 that they compile against are not published for these languages
    { name: 'Java and Go sources (dist/java, dist/go)', run: () => pacmak(DIST, ['java', 'go'], ['--code-only']).then(() => true) },
  ]);
  return 0;
}
