import { homedir } from 'node:os';
import { join } from 'node:path';

/** What is expensive, and the same for every clone. */
export const BINDINGS = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'startgate-bindings');

/** The local repository of Maven, and the module cache of Go: the user's own never see what we make under the same version again. */
export const MAVEN_LOCAL = join(BINDINGS, 'm2');
export const GO_MODULES = join(BINDINGS, 'go');
