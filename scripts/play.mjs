#!/usr/bin/env node
// The main job: examples/play is TypeScript, run as it is.
import { join } from 'node:path';
import { foreground } from './lib/exec.mjs';
import { ROOT } from './lib/paths.mjs';

process.exitCode = await foreground(process.execPath, [
  '--import', 'tsx', join(ROOT, 'examples', 'play', 'main.ts'), ...process.argv.slice(2),
], { env: { TSX_TSCONFIG_PATH: join(ROOT, 'examples', 'tsconfig.json') } });
