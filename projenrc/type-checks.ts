import { Component } from 'projen';
import type { ConstructLibraryCdk8s } from 'projen/lib/cdk8s';
import { TypescriptConfig, TypeScriptModuleResolution } from 'projen/lib/javascript';
import { CHECK_ONLY } from './compiler-options';

/**
 * One type check for each kind of code, and the linter that reads the same types.
 *
 * `src`, the tests and the examples are checked through `test/tsconfig.json`, without a browser's globals; these are for the tests
 * in a browser alone. The scripts are plain JavaScript, checked through JSDoc.
 */
export class TypeChecks extends Component {
  constructor(project: ConstructLibraryCdk8s) {
    super(project);
    project.tsconfigDev.addInclude('../src/**/*.ts');
    project.tsconfigDev.addInclude('../examples/**/*.ts');
    project.tsconfigDev.addInclude('../examples/**/*.mjs');
    project.tsconfigDev.addInclude('../vitest.config.mts');
    project.tsconfigDev.addExclude('browser');
    new TypescriptConfig(project, {
      fileName: 'test/browser/tsconfig.json',
      include: ['**/*.ts'],
      compilerOptions: { ...CHECK_ONLY, allowJs: true, lib: ['es2023', 'dom', 'dom.iterable'] },
    });
    new TypescriptConfig(project, {
      fileName: 'site/tsconfig.json',
      // its theme runs in a browser; the compiler would not look into a folder with a dot
      include: ['**/*.ts', '**/*.mjs', '.vitepress/**/*.ts'],
      exclude: ['node_modules', 'dist', 'generated', '.vitepress/.temp'],
      compilerOptions: { ...CHECK_ONLY, allowJs: true, checkJs: true, lib: ['es2023', 'dom', 'dom.iterable'], types: ['node', 'vite/client'] },
    });
    new TypescriptConfig(project, {
      fileName: 'e2e/tsconfig.json',
      include: ['**/*.ts', '**/*.mts', '**/*.mjs'],
      compilerOptions: {
        ...CHECK_ONLY,
        allowJs: true,
        checkJs: true,
        // what runs in a container imports the runtime by its name, as it is built
        paths: { 'cdk8s-startgate': ['../src/index.ts'], 'startgate': ['../sidecar-runtime/dist/index.d.ts'] },
      },
    });
    new TypescriptConfig(project, {
      fileName: 'scripts/tsconfig.json',
      include: ['**/*.mjs', '../eslint.config.mjs'],
      compilerOptions: {
        ...CHECK_ONLY,
        module: 'nodenext',
        moduleResolution: TypeScriptModuleResolution.NODE_NEXT,
        allowJs: true,
        checkJs: true,
      },
    });
  }
}
