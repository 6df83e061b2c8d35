import { readFileSync } from 'node:fs';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import ts from 'typescript';
import * as library from '../../src';

/** A page in `docs`. */
export function pageOf(name: string): string {
  return readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
}

/** Runs every program of a page as it stands there, up to its last line, `app.synth();`, and gives the apps. */
export function appsOf(page: string): cdk8s.App[] {
  return [...page.matchAll(/```ts[^\n]*\n(.*?)```/gsu)].map(([, code]) => runExample(code!));
}

function runExample(code: string): cdk8s.App {
  const { outputText } = ts.transpileModule(code.replace('app.synth();', 'exports.app = app;'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const modules: Record<string, unknown> = { cdk8s, 'cdk8s-plus-28': kplus, 'cdk8s-startgate': library };
  const exports: { app?: cdk8s.App } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page is ours, and this is what it is for
  (new Function('require', 'exports', outputText) as (need: (name: string) => unknown, out: object) => void)(
    (name) => modules[name], exports,
  );
  return exports.app!;
}

/** What an app synthesizes. */
export function manifestsIn(app: cdk8s.App): unknown[] {
  return app.charts.flatMap((chart) => chart.toJson() as unknown[]);
}
