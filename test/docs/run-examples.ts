import { readFileSync } from 'node:fs';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import ts from 'typescript';
import { expect } from 'vitest';
import * as library from '../../src';

/** A page in `docs`. */
export function pageOf(name: string): string {
  return readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
}

/** Runs every program of a page as it stands there, up to its last line, `app.synth();`, and gives the apps. */
export function appsOf(page: string): cdk8s.App[] {
  return programsOf(page).map((code) => (run(code.replace('app.synth();', 'exports.app = app;'), () => undefined) as { app: cdk8s.App }).app);
}

/** Runs a program as it stands there, so that it writes its manifests to a folder. */
export function synthIn(folder: string, code: string): void {
  const before = process.env['CDK8S_OUTDIR'];
  process.env['CDK8S_OUTDIR'] = folder;
  try {
    run(code, () => undefined);
  } finally {
    if (before === undefined) delete process.env['CDK8S_OUTDIR'];
    else process.env['CDK8S_OUTDIR'] = before;
  }
}

/** The programs of a page. */
export function programsOf(page: string): string[] {
  return [...page.matchAll(/```ts[^\n]*\n(.*?)```/gsu)].map(([, code]) => code!);
}

/** The tests of a program, by their names: for vitest, or for jest, which has `test` and `expect` without an import. */
export function testsOf(code: string): [string, () => void][] {
  const tests: [string, () => void][] = [];
  run(code, (name, body) => tests.push([name, body]));
  return tests;
}

function run(code: string, test: (name: string, body: () => void) => unknown): object {
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const modules: Record<string, unknown> = { cdk8s, 'cdk8s-plus-28': kplus, 'cdk8s-startgate': library, 'vitest': { expect, test } };
  const exports = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page is ours, and this is what it is for
  (new Function('require', 'exports', 'test', 'expect', outputText) as (...given: unknown[]) => void)(
    (name: string) => modules[name], exports, test, expect,
  );
  return exports;
}

/** What an app synthesizes. */
export function manifestsIn(app: cdk8s.App): unknown[] {
  return app.charts.flatMap((chart) => chart.toJson() as unknown[]);
}
