import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './paths.mjs';

const LIB = join(ROOT, 'lib');
/** @type {unknown} */
const library = createRequire(import.meta.url)(join(LIB, 'index.js'));
const names = Object.keys(/** @type {object} */ (library));

/**
 * Makes one file of what jsii compiled: a hundred small ones take three times as long to load. The names are spelt out, because
 * Node can tell the exports of a CommonJS module to an ES module only if it sees them in the text.
 */
await build({
  stdin: { contents: `export { ${names.join(', ')} } from './index.js';`, resolveDir: LIB },
  outfile: join(LIB, 'index.js'),
  allowOverwrite: true,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  logLevel: 'warning',
});
