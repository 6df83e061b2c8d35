import { describe, expect, test } from 'vitest';
import { runIn } from '../memory-host';

/** A Pod whose proxy stands in the way of its app by a hook: one warning, at line 7. */
const HOOKED = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: istio-proxy
      image: istio/proxyv2:1.27
      ports: [{ containerPort: 15021 }]
      lifecycle: { postStart: { exec: { command: [pilot-agent, wait] } } }
    - name: app
      image: shop/web:1.0
`;
const MESSAGE = '"app" waits for "istio-proxy" by the mechanism "post-start", which fails open: if the hook fails or times out, the sidecar crashes or the kubelet restarts, it starts anyway';
const CURE = 'move it to the initContainers with restartPolicy: Always and a startupProbe that asks the same (Kubernetes 1.29 or newer)';
const AGAIN = '"app" waits for "istio-proxy" when the Pod starts, and not again when "app" alone is restarted';
const AGAIN_CURE = 'let its own command wait, if it matters';

function annotated(annotation: string): string {
  return HOOKED.replace('  name: web\n', `  name: web\n  annotations:\n    ${annotation}\n`);
}

test('says each finding with its place and cure, and counts them', async () => {
  expect(await runIn({ files: { 'web.yaml': HOOKED } }, 'check', 'web.yaml')).toEqual({
    code: 1, err: '',
    out: `web.yaml:7:7: warning post-start-fails-open: ${MESSAGE} [Pod web]
  cure: ${CURE}
web.yaml:11:7: info not-gated-again: ${AGAIN} [Pod web]
  cure: ${AGAIN_CURE}
1 workload: 0 errors, 1 warning, 1 info
`,
  });
});

test('ends with 0 where all is only good to know', async () => {
  const native = HOOKED.replace('containers:', 'initContainers:').replace('lifecycle: { postStart: { exec: { command: [pilot-agent, wait] } } }', 'restartPolicy: Always\n      startupProbe: { httpGet: { port: 15021 } }')
    .replace('    - name: app', '  containers:\n    - name: app');
  const { code, out } = await runIn({ files: { 'web.yaml': native } }, 'check', 'web.yaml');
  expect({ code, last: out.trim().split('\n').at(-1) }).toEqual({ code: 0, last: '1 workload: 0 errors, 0 warnings, 1 info' });
});

test('reads stdin where no file is named', async () => {
  const { code, out } = await runIn({ stdin: 'kind: ConfigMap\n' }, 'check');
  expect({ code, out }).toEqual({ code: 0, out: '0 workloads: 0 errors, 0 warnings, 0 infos\n' });
});

test('places a finding in the second document, in an item of a List', async () => {
  const list = `kind: ConfigMap\n---\nkind: List\nitems:\n${HOOKED.split('\n').map((line, index) => (line === '' ? '' : `${index === 0 ? '- ' : '  '}${line}`)).join('\n')}`;
  const { out } = await runIn({ files: { 'all.yaml': list } }, 'check', '--format', 'json', 'all.yaml');
  const { findings } = JSON.parse(out) as { findings: Record<string, unknown>[] };
  expect(findings[0]).toEqual({
    id: 'post-start-fails-open', severity: 'warning', message: MESSAGE, cure: CURE,
    file: 'all.yaml', document: 2, line: 11, column: 9, workload: { kind: 'Pod', name: 'web' }, container: 'istio-proxy',
  });
});

test('says of Pods that are alike what it says of each alone', async () => {
  const other = HOOKED.replace('name: web', 'name: api').replaceAll('image: shop/web:1.0', 'image: shop/api:2.0');
  const different = HOOKED.replace('name: web', 'name: odd').replace('[pilot-agent, wait]', '[sleep, "1"]');
  const alone = await Promise.all([HOOKED, other, different].map((text) => runIn({ files: { 'all.yaml': text } }, 'check', '--format', 'json', 'all.yaml')));
  const together = await runIn({ files: { 'all.yaml': [HOOKED, other, different].join('---\n') } }, 'check', '--format', 'json', 'all.yaml');
  const said = ({ out }: { out: string }): object[] => (JSON.parse(out) as { findings: { id: string; workload: object; message: string }[] }).findings.map(({ id, workload, message }) => ({ id, workload, message }));
  expect(said(together)).toEqual(alone.flatMap(said));
});

test('is an error where a file can\'t be read, at its place', async () => {
  const { code, out } = await runIn({ files: { 'bad.yaml': 'kind: Pod\n  name: [\n' } }, 'check', 'bad.yaml');
  expect(code).toBe(1);
  expect(out.split('\n')[0]).toMatch(/^bad\.yaml:\d+:\d+: error unreadable: is not YAML: /u);
});

test('keeps a control character of a name from the terminal', async () => {
  const { out } = await runIn({ files: { 'web.yaml': HOOKED.replace('name: web', 'name: "we\\u001b[31mb"') } }, 'check', 'web.yaml');
  expect(out).not.toContain('\u001b');
});

test.each(['github', 'sarif', 'json'])('writes the finding as %s', async (format) => {
  const { code, out } = await runIn({ files: { 'a b.yaml': HOOKED } }, 'check', '--format', format, 'a b.yaml');
  expect(code).toBe(1);
  if (format === 'github') {
    expect(out.split('\n')[0]).toBe(`::warning file=a b.yaml,line=7,col=7,title=post-start-fails-open::${MESSAGE}%0Acure: ${CURE}`);
  } else if (format === 'sarif') {
    const { runs: [run] } = JSON.parse(out) as { runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleIndex: number }[] }[] };
    expect(run!.results[0]).toEqual({
      ruleId: 'post-start-fails-open', ruleIndex: run!.tool.driver.rules.findIndex(({ id }) => id === 'post-start-fails-open'), level: 'warning',
      message: { text: `${MESSAGE}; cure: ${CURE}` },
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'a%20b.yaml' }, region: { startLine: 7, startColumn: 7 } },
        logicalLocations: [{ fullyQualifiedName: 'Pod/web/istio-proxy', kind: 'resource' }],
      }],
    });
  } else {
    expect(JSON.parse(out)).toMatchObject({ version: 1, summary: { workloads: 1, errors: 0, warnings: 1, infos: 1, silenced: 0 } });
  }
});

describe('an annotation', () => {
  test('silences a rule when it gives a reason', async () => {
    const files = { 'web.yaml': annotated('startgate.dev/ignore.post-start-fails-open: "old cluster, until March"') };
    const { code, out } = await runIn({ files }, 'check', 'web.yaml');
    expect(code).toBe(0);
    expect(out).not.toContain('post-start-fails-open');
    expect(out).toContain('1 workload: 0 errors, 0 warnings, 1 info, 1 silenced\n');
    const sarif = JSON.parse((await runIn({ files }, 'check', '--format', 'sarif', 'web.yaml')).out) as { runs: { results: { suppressions?: unknown }[] }[] };
    expect(sarif.runs[0]!.results[0]!.suppressions).toEqual([{ kind: 'inSource', justification: 'old cluster, until March' }]);
  });

  test('silences nothing without a reason', async () => {
    const { code, out } = await runIn({ files: { 'web.yaml': annotated('startgate.dev/ignore.post-start-fails-open: " "') } }, 'check', 'web.yaml');
    expect(code).toBe(1);
    expect(out).toContain('web.yaml:6:5: warning ignore-without-reason: the annotation startgate.dev/ignore.post-start-fails-open gives no reason: the rule is not silenced [Pod web]\n');
    expect(out).toContain('1 workload: 0 errors, 2 warnings, 1 info\n');
  });

  test('is told when it names no rule', async () => {
    const { out } = await runIn({ files: { 'web.yaml': annotated('startgate.dev/ignore.sunshine: "it rains"') } }, 'check', 'web.yaml');
    expect(out).toContain('web.yaml:6:5: warning ignore-unknown-rule: the annotation startgate.dev/ignore.sunshine names no rule [Pod web]\n');
  });
});

test('judges for the cluster that is named', async () => {
  const native = 'kind: Pod\nmetadata: { name: web }\nspec:\n  initContainers: [{ name: proxy, image: p, restartPolicy: Always }]\n  containers: [{ name: app, image: a }]\n';
  const { code, out } = await runIn({ files: { 'web.yaml': native } }, 'check', '--kubernetes-version', '1.28', 'web.yaml');
  expect(code).toBe(1);
  expect(out).toContain('error kubernetes-too-old');
});

test.each([
  [['check', '--kubernetes-version', 'new', 'web.yaml'], '--kubernetes-version must be a version of Kubernetes, such as 1.33; got "new"'],
  [['check', 'missing.yaml'], 'there is no file or folder "missing.yaml"'],
  [['check'], 'give a file or a folder, or - for stdin'],
])('ends with 64 on %j', async (args, message) => {
  expect(await runIn({ files: { 'web.yaml': HOOKED } }, ...args)).toEqual({ code: 64, out: '', err: `cdk8s-startgate: ${message}\n` });
});
