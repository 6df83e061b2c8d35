import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { LICENSES, licenseText } from '../../sidecar-runtime/native/make/parts.mjs';
import { strangersIn } from './bundled-parts.mjs';
import { BUNDLED_PARTS, ROOT } from './paths.mjs';
import { bundledPackages } from './bundled-packages.mjs';

/** @type {unknown} */
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const { version } = /** @type {{ version: string }} */ (manifest);

/**
 * Makes one program of `src/cli`, the pure part of the library and the YAML parser, in `lib/cli`: a small first file, and one
 * for each part that only some commands need. See docs/decisions/bundled-command-line.md.
 */
const { metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: { main: 'src/cli/main.ts', validation: 'src/cli/validation.ts' },
  outdir: 'lib/cli',
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  // not `node`: a package's ES modules can be split and shaken, and need no require
  platform: 'neutral',
  mainFields: ['module', 'main'],
  external: ['node:*'],
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  define: { CDK8S_STARTGATE_VERSION: JSON.stringify(version) },
  logLevel: 'warning',
  metafile: true,
  tsconfig: 'test/tsconfig.json',
});

const strangers = strangersIn(Object.keys(metafile.inputs));
if (strangers.length > 0) throw new Error(`the command line must not load ${strangers.join(', ')}: it starts fast, and shares the pure part of the library alone`);

const parts = bundledPackages(metafile, ROOT);
writeFileSync(join(ROOT, 'lib/cli', LICENSES), licenseText('The program cdk8s-startgate', parts));
// for the bill of materials of a release
writeFileSync(BUNDLED_PARTS, JSON.stringify(parts));

// beside the program, where an editor finds it in the package
const schema = execFileSync(process.execPath, [join(ROOT, 'lib/cli/main.mjs'), 'policy', '--schema']);
writeFileSync(join(ROOT, 'lib/start-order-policy.schema.json'), schema);
