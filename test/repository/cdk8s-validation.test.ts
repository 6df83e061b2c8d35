import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { StartOrderValidation } from '../../src';
import { capture } from '../../scripts/lib/exec.mjs';
import { bin, NEWEST, ROOT } from '../../scripts/lib/paths.mjs';

const APP = join(ROOT, 'test', 'fixtures', 'hooked-app.ts');
/** Found from the folder of the test's own app, which has no packages. */
const TSX = import.meta.resolve('tsx');

/** The plugin as docs/cli.md says to write it. */
const [, YAML = ''] = /```yaml\n(# cdk8s\.yaml\n[^]*?)```/u.exec(readFileSync(join(ROOT, 'docs', 'cli.md'), 'utf8')) ?? [];
const [DOCUMENTED] = (parse(YAML) as { validations: object[] }).validations;

interface Report {
  readonly code: number;
  readonly output: string;
  readonly reports: readonly { readonly status: string; readonly violations: readonly object[] }[];
}

/** Runs the real `cdk8s synth` with the plugin, as it is built, on a Pod whose second container has this name. */
async function synth(second: string, properties: object = {}): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-validation-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules', 'cdk8s-startgate'));
  writeFileSync(join(folder, 'cdk8s.yaml'), JSON.stringify({
    language: 'typescript', app: `node --import ${TSX} ${APP}`, output: 'dist', pluginsDirectory: join(folder, 'plugins'),
    validations: [{ ...DOCUMENTED, properties }],
  }));
  const { code, output } = await capture(bin('cdk8s', NEWEST), ['synth', '--validation-reports-output-file', 'report.json'], {
    cwd: folder, env: { CDK8S_CHECK_UPGRADE: 'false', SECOND: second },
  });
  const reports = code === 0 || code === 2
    ? (JSON.parse(readFileSync(
      join(folder, 'report.json'), 'utf8',
    )) as { reports: { summary: { status: string }; violations: object[] }[] }).reports
    : [];
  return { code, output, reports: reports.map(({ summary, violations }) => ({ status: summary.status, violations })) };
}

test('cdk8s synth fails on a Pod that nobody declared an order for, and says where and why', async () => {
  const { code, output, reports } = await synth('proxy');
  expect({ code, status: reports.map(({ status }) => status) }, output).toEqual({ code: 2, status: ['failure'] });
  expect(reports[0]!.violations).toMatchObject([{
    ruleName: 'startgate/duplicate-container-name',
    fix: 'give every container of the Pod its own name',
    violatingConstructs: [{
      resourceName: 'web',
      locations: [expect.stringMatching(/^\d+:\d+ /u)],
      manifestPath: expect.stringMatching(/shop\.k8s\.yaml$/u) as unknown,
    }],
  }]);
});

test('a warning is reported and lets synth pass', async () => {
  const { code, output, reports } = await synth('app');
  expect({ code, status: reports.map(({ status }) => status) }, output).toEqual({ code: 0, status: ['success'] });
  expect(reports[0]!.violations).toMatchObject([{ ruleName: 'startgate/post-start-fails-open' }]);
});

test('a warning fails synth where failOn says so', async () => {
  const { code, output } = await synth('app', { failOn: 'warning' });
  expect({ code }, output).toEqual({ code: 2 });
});

test.each<[object, string]>([
  [{ failOn: 'info' }, '"failOn" of the validation plugin StartOrderValidation must be error or warning; got "info"'],
  [{ kubernetesVersion: 'new' }, '"kubernetesVersion" of the validation plugin StartOrderValidation must be a Kubernetes version as a string, such as "1.33"; got "new"'],
])('fails on the properties %j', (properties, message) => {
  expect(() => new StartOrderValidation(properties)).toThrow(message);
});
