import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { capture } from '../../scripts/lib/exec.mjs';
import { bin, NEWEST, ROOT } from '../../scripts/lib/paths.mjs';

const EXAMPLES = join(ROOT, 'examples');
const CLI = { cwd: EXAMPLES, env: { CDK8S_CHECK_UPGRADE: 'false' } };

interface Synthesis {
  readonly code: number;
  readonly output: string;
  readonly files: Record<string, string>;
}

/** Runs the real `cdk8s synth`; with `app`, on another program than that of examples/cdk8s.yaml. */
async function synth(app?: string): Promise<Synthesis> {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-cdk8s-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { code, output } = await capture(
    bin('cdk8s', NEWEST), ['synth', '--output', folder, ...(app === undefined ? [] : ['--app', app])], CLI,
  );
  // the command removes the folder first, and the app makes it when it writes
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return {
    code,
    output: output.replaceAll(folder, 'OUT'),
    files: Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
  };
}

const TSX = 'npx tsx --tsconfig tsconfig.json';

test('cdk8s synth writes the sample once for each mechanism, and warns once on stderr', async () => {
  const { code, output, files } = await synth();
  expect({ code, names: Object.keys(files) }, output).toEqual({
    code: 0, names: ['sample-guard.k8s.yaml', 'sample-init-waiter.k8s.yaml', 'sample-native-waiter.k8s.yaml', 'sample-native.k8s.yaml', 'sample-post-start.k8s.yaml'],
  });
  const warnings = output.split('\n').filter((line) => line.includes('StartOrderWarning')).map(
    (line) => line.replace(/^\(node:\d+\) /, ''),
  );
  expect(warnings).toEqual([
    '[post-start-fails-open] StartOrderWarning: [sample-post-start/sample/Resource] Deployment "sample" post-start-fails-open: "app" waits for "sidecar" with the mechanism '
    + '"post-start", which fails open: if the hook fails or times out, the sidecar crashes or the kubelet restarts, it starts anyway; cure: use '
    + 'Mechanism.NATIVE (Kubernetes 1.29 or newer), or Mechanism.GUARD with imageEntrypoint and configure({ runtimeImage })',
  ]);
});

test('cdk8s synth writes what app.synthYaml gives', async () => {
  const [{ files }, inProcess] = await Promise.all([
    synth(),
    capture(process.execPath, ['--no-warnings', '--import', 'tsx', '--eval', 'process.stdout.write(require("./sample.ts").sampleApp().synthYaml())'], { cwd: EXAMPLES, env: { TSX_TSCONFIG_PATH: 'tsconfig.json' } }),
  ]);
  expect(Object.values(files).sort().join('---\n')).toBe(documentsByFile(inProcess.output));
});

/** The documents of `synthYaml` in the files that `synth` would put them in: a ConfigMap and a Deployment each. */
function documentsByFile(yaml: string): string {
  const documents = yaml.split('---\n');
  return documents.flatMap((document, index) => (index % 2 === 0 ? [
    `${document}---\n${documents[index + 1] ?? ''}`,
  ] : [])).sort().join('---\n');
}

test('a wrong order fails cdk8s synth with the report, and no file is written', async () => {
  const { code, output, files } = await synth(`${TSX} ../test/fixtures/wrong-order.ts`);
  expect({ code, files }).toEqual({ code: 1, files: {} });
  expect(output).toContain(`start order: 1 error in 1 workload

[second/web] Deployment "web"
  error unknown-container: the Pod has no container "proxi"; it has "app", "proxy"
    cure: use one of these names; declare it with injected(name, check) if it is injected at admission; or declare the dependency with { optional: true } if the container may be absent
`);
});
