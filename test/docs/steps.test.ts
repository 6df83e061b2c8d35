import { readFileSync } from 'node:fs';
import * as cdk8s from 'cdk8s';
import ts from 'typescript';
import { expect, test } from 'vitest';
import * as library from '../../src';
import type { PodSpec } from '../../src/private/manifest';

const PAGE = readFileSync(new URL('../../docs/steps.md', import.meta.url), 'utf8');

/** Runs the example of the page as it stands there, and gives what it synthesizes. */
function runExample(): PodSpec {
  const code = /```ts\n(.*?)```/su.exec(PAGE)![1]!;
  const { outputText } = ts.transpileModule(code.replace('app.synth();', 'exports.app = app;'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const modules: Record<string, unknown> = { cdk8s, 'cdk8s-startgate': library };
  const exports: { app?: cdk8s.App } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page is ours, and this is what it is for
  (new Function('require', 'exports', outputText) as (need: (name: string) => unknown, out: object) => void)(
    (name) => modules[name], exports,
  );
  const [job] = exports.app!.charts.flatMap((chart) => chart.toJson() as unknown[]) as [{ spec: { template: { spec: PodSpec } } }];
  return job.spec.template.spec;
}

test('the example of docs/steps.md makes the row that it says', () => {
  expect(runExample().containers!.map(({ command }) => command!.slice(command!.indexOf('--step')))).toEqual([
    ['--step', '--run-timeout', '600s', '--on-error', 'continue', '--message-limit', '3072', '--', 'go', 'test', './...'],
    ['--step', '--message-limit', '3072', '--wait', 'test=succeeded', '--timeout', '60s', '--on-timeout', 'block', '--', '/build'],
    [
      '--step', '--when', 'test!=0', '--message-limit', '3072', '--wait', 'build=succeeded', '--timeout', '60s', '--on-timeout', 'block',
      '--', '/blame',
    ],
    [
      '--step', '--when', 'test=0', '--use', 'build.digest', '--message-limit', '3072', '--wait', 'blame=succeeded', '--timeout', '60s',
      '--on-timeout', 'block', '--', '/deploy',
    ],
  ]);
});

test('docs/steps.md shows a message as the runtime writes it', () => {
  expect(Object.keys(
    JSON.parse(/```json\n(.*?)```/su.exec(PAGE)![1]!) as object,
  )).toEqual(['step', 'outcome', 'exitCode', 'durationMs', 'results']);
});
