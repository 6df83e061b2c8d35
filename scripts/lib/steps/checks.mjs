import { mustCapture } from '../exec.mjs';
import { SIDECAR, bin } from '../paths.mjs';
import { TOOLS, stamped } from '../step.mjs';

const CODE = [
  'src', 'test', 'projenrc', 'scripts', 'bench', 'examples', 'e2e', 'sidecar-runtime', 'site', '.projenrc.ts', 'eslint.config.mjs',
  'vitest.config.mts',
];

export const lint = stamped('lint', {
  inputs: [...CODE, ...TOOLS],
  work: () => mustCapture(bin('eslint'), ['--max-warnings', '0', '.']),
});

export const checkTypes = stamped('check the types', {
  inputs: [...CODE, ...TOOLS],
  work: async () => {
    for (const folder of ['test', 'test/browser', 'site', 'projenrc', 'scripts', 'e2e']) {
      await mustCapture(bin('tsc'), ['-p', `${folder}/tsconfig.json`, '--noEmit']);
    }
    await mustCapture(bin('tsc', SIDECAR), ['-p', 'sidecar-runtime/test/tsconfig.json', '--noEmit']);
  },
});
