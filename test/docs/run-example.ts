import { readFileSync } from 'node:fs';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import ts from 'typescript';
import * as library from '../../src';

/** The text of a page of the documentation. */
export function pageOf(name: string): string {
  return readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
}

/** Runs the first example of a page as it stands there, and gives the manifests that it synthesizes. */
export function runExample(page: string): unknown[] {
  const code = /```ts\n(.*?)```/su.exec(page)![1]!;
  const { outputText } = ts.transpileModule(code.replace('app.synth();', 'exports.app = app;'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const modules: Record<string, unknown> = { cdk8s, 'cdk8s-plus-28': kplus, 'cdk8s-startgate': library };
  const exports: { app?: cdk8s.App } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page is ours, and this is what it is for
  (new Function('require', 'exports', outputText) as (need: (name: string) => unknown, out: object) => void)(
    (name) => modules[name], exports,
  );
  return exports.app!.charts.flatMap((chart) => chart.toJson() as unknown[]);
}
