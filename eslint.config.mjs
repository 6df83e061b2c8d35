// One linter for the whole repository, with the types of each package. A warning is an error (see `npm run lint`).
import { builtinModules } from 'node:module';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Each has a tsconfig.json; `test` includes `src` and `examples`, with the stricter options. */
const TYPED_FOLDERS = [
  'test', 'test/browser', 'site', 'projenrc', 'scripts', 'e2e',
  'sidecar-runtime', 'sidecar-runtime/src/*', 'sidecar-runtime/native', 'sidecar-runtime/test',
];

/** Where `src` meets cdk8s: everything else in it is pure, and starts without loading cdk8s. */
const CONSTRUCT_EDGE = ['src/*.ts', 'src/kplus/**', 'src/presets/**', 'src/private/construct/**'];

const CDK8S_PLUS = {
  regex: '^cdk8s-plus-\\d+(/|$)',
  message: 'only src/kplus may import cdk8s-plus: the core works with every cdk8s-plus-NN, and without one',
};
const CONSTRUCTS = {
  regex: '^(cdk8s|constructs)(/|$)',
  message: 'this code is pure, manifest in, manifest out: take the value as a parameter; src/private/construct is the edge',
};
const NODE = {
  regex: `^(node:.*|(${builtinModules.filter((name) => !name.startsWith('_')).join('|')})(/.*)?)$`,
  message: 'the waiter also runs where there is no Node: go through Platform',
};
const OUTSIDE_THE_MODEL = {
  regex: '^(?!\\./)',
  message: 'the model of the kubelet is written from documents and recorded runs: it shares no code with what it judges, and imports only files beside it',
};

/** What the native waiter's engine leaves out, or what only Node and browsers have. */
const NOT_IN_THE_WAITER = [
  'AbortController', 'AbortSignal', 'Buffer', 'Date', 'FinalizationRegistry', 'Function', 'Proxy', 'RegExp', 'TextDecoder',
  'URL', 'URLSearchParams', 'WeakRef', 'clearImmediate', 'clearInterval', 'clearTimeout', 'console', 'eval', 'fetch',
  'global', 'globalThis', 'performance', 'process', 'queueMicrotask', 'require', 'setImmediate', 'setInterval', 'setTimeout',
  'structuredClone',
];
const WITHOUT_THE_ENGINE = 'the native waiter has no RegExp, and these methods make one';

/** What makes a line long on its own: it is one message, one template, one pattern, and reads best in one piece. */
const LONG_IN_ONE_PIECE = { ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true, ignoreUrls: true };

export default defineConfig(
  globalIgnores(['**/node_modules/', '**/dist/', '**/coverage/', 'lib/', 'sidecar-runtime/native/build/', 'site/generated/', 'site/.vitepress/.temp/', '**/*.d.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  tseslint.configs.strictTypeChecked,
  {
    name: 'types',
    languageOptions: {
      parserOptions: {
        project: TYPED_FOLDERS.map((folder) => `${folder}/tsconfig.json`),
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  {
    name: 'everywhere',
    rules: {
      'curly': ['error', 'multi-line'],
      'eqeqeq': 'error',
      'no-console': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // a class of static factories is how a jsii library offers values
      '@typescript-eslint/no-extraneous-class': ['error', { allowStaticOnly: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // with noUncheckedIndexedAccess `!` says that the index is known to exist; a fallback for the impossible hides bugs
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // options that add nothing yet to those of their kind
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
    },
  },
  {
    name: 'lines: a line fits the screen, a choice of three is an if or a table',
    ignores: ['sidecar-runtime/test/**'],
    rules: {
      'max-len': ['error', { code: 140, ...LONG_IN_ONE_PIECE }],
      'no-nested-ternary': 'error',
    },
  },
  {
    name: 'tests: what they take apart is their own',
    files: ['test/**', 'sidecar-runtime/test/**'],
    rules: {
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    name: 'oracle: the model shares no code with what it judges',
    files: ['test/oracle/model/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [OUTSIDE_THE_MODEL] }] },
  },
  {
    name: 'library: compiled by jsii',
    files: ['src/**'],
    // jsii has no `this` type: a method that can be chained names its class
    rules: { '@typescript-eslint/prefer-return-this-type': 'off' },
  },
  {
    name: 'library: cdk8s-plus only in src/kplus',
    files: ['src/**'],
    ignores: ['src/kplus/**'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [CDK8S_PLUS] }] },
  },
  {
    name: 'library: the core is pure',
    files: ['src/**'],
    ignores: CONSTRUCT_EDGE,
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [CDK8S_PLUS, CONSTRUCTS] }] },
  },
  {
    name: 'waiter: nothing that the native engine lacks',
    files: [
      'sidecar-runtime/src/waiter/**', 'sidecar-runtime/src/resolver/**',
      'sidecar-runtime/src/platform/native*.ts', 'sidecar-runtime/src/native*.ts',
    ],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [NODE] }],
      'no-restricted-globals': ['error', ...NOT_IN_THE_WAITER],
      'no-restricted-syntax': [
        'error',
        { selector: 'Literal[regex]', message: 'the native waiter has no RegExp' },
        { selector: 'CallExpression[callee.property.name=/^(match|matchAll|search)$/]', message: WITHOUT_THE_ENGINE },
      ],
    },
  },
  {
    name: 'bench: without types, prints what it measures',
    // a package of its own, installed only to measure: its types are not there
    extends: [tseslint.configs.disableTypeChecked],
    files: ['bench/**'],
    rules: { 'no-console': 'off' },
  },
);
