import { join } from 'node:path';

/** The root of the repository. */
export const ROOT = join(__dirname, '..');

/** The runner of the tests, and where it finds those on the node. */
export const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
export const VITEST_CONFIG = join(__dirname, 'vitest.config.mts');

/** The Go module that pins the Kubernetes of the node. */
export const GO_MODULE = join(__dirname, 'cluster');

/** Sources of what runs in the containers. */
export const IMAGES = join(__dirname, 'images');

/** The runtime: the package for sidecar authors, and the native waiter. */
export const RUNTIME = join(ROOT, 'sidecar-runtime');
