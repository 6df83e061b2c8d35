import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as library from 'cdk8s-startgate';
import ts from 'typescript';
import { expect, onTestFinished, test, vi } from 'vitest';
import { parse } from 'yaml';
import { APP, newChart, newDeployment, newOrder, podSpec, PROXY, synthesisError } from './shop';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The code blocks of a language, in their order. */
function blocks(language: string): string[] {
  return [...README.matchAll(new RegExp(`^\`\`\`${language}\\b.*\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text!);
}

const COMPILER_OPTIONS = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
const MODULES: Record<string, unknown> = { cdk8s, 'cdk8s-plus-28': kplus, 'cdk8s-startgate': library };

/** Runs a TypeScript block as a program of its own, and gives what it wrote. */
function run(program: string): string {
  const outdir = mkdtempSync(join(tmpdir(), 'startgate-readme-'));
  vi.stubEnv('CDK8S_OUTDIR', outdir);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(outdir, { recursive: true });
  });
  const { outputText } = ts.transpileModule(program, { compilerOptions: { ...COMPILER_OPTIONS, esModuleInterop: true } });
  const start = compileFunction(
    outputText, ['require', 'exports'],
  ) as unknown as (load: (name: string) => unknown, exports: object) => void;
  start((name) => MODULES[name], {});
  return readdirSync(outdir).map((file) => readFileSync(join(outdir, file), 'utf8')).join('---\n');
}

test('the first example writes the manifest that stands below it', () => {
  const deployment = parse(run(blocks('ts')[0]!)) as { spec: { template: unknown } };
  expect(deployment.spec.template).toMatchObject(parse(blocks('yaml')[0]!) as object);
});

test('an error looks as it is shown', () => {
  const { order, deployment } = newOrder(podSpec());
  const [app, proxy] = ['app', 'proxy'].map((name) => order.container(name).readyWhen(library.Check.file(`/run/${name}`)));
  order.configure({ runtimeImage: 'startgate:1' });
  app!.dependsOn(proxy!);
  proxy!.dependsOn(app!);
  expect(`${synthesisError(cdk8s.App.of(deployment))!}\n`).toBe(blocks('text')[0]);
});

test('the example of conditions is rendered, and nothing is wrong with it', () => {
  const example = blocks('ts').find((text) => text.includes('Condition.SUCCEEDED'))!;
  const web = newDeployment(newChart(), 'web', podSpec({
    containers: [APP, { ...PROXY, readinessProbe: { httpGet: { path: '/ready', port: 8080 } } }, { name: 'migrate', image: 'migrate:1' }],
  }));
  const names = { web, ...library, Duration: cdk8s.Duration };
  const { outputText } = ts.transpileModule(example, { compilerOptions: COMPILER_OPTIONS });
  (compileFunction(outputText, Object.keys(names)) as (...values: unknown[]) => void)(...Object.values(names));
  const explained = library.StartOrder.of(web).explain();
  expect(explained).toContain('waits for migrate: succeeded');
  expect(explained).toContain('waits for proxy: healthy by http://localhost:8080/ready (its readinessProbe) within 300s, else restart proxy');
  expect(explained.split('\n').filter((line) => /^(?:error|warning) /u.test(line))).toEqual([]);
});

test('it is short enough to be read', () => {
  expect(README.split('\n').length).toBeLessThan(250);
});
