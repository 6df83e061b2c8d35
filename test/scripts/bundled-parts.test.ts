import { expect, test } from 'vitest';
import { strangersIn } from '../../scripts/lib/bundled-parts.mjs';

test('the command line, the pure part of the library, the parser of the waiter, that of YAML and the layout have their place in the bundle', () => {
  expect(strangersIn([
    'src/cli/main.ts',
    'src/private/rules/cycle.ts',
    'sidecar-runtime/src/waiter/args.ts',
    'node_modules/yaml/browser/dist/index.js',
    'node_modules/@dagrejs/graphlib/dist/graphlib.esm.js',
  ])).toEqual([]);
});

test.each([
  'node_modules/cdk8s/lib/index.js', 'node_modules/constructs/lib/index.js', 'src/private/construct/synthesis.ts', 'src/start-order.ts',
  'src/kplus/index.ts', 'sidecar-runtime/src/server.ts', 'node_modules/left-pad/index.js',
])('%s has none', (file) => {
  expect(strangersIn(['src/cli/main.ts', file])).toEqual([file]);
});
