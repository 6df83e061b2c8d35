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
const MESSAGE = '"app" waits for "istio-proxy" with the mechanism "post-start", which fails open: if the hook fails or times out, the sidecar crashes or the kubelet restarts, it starts anyway';
const CURE = 'move the container to initContainers with restartPolicy: Always and a startupProbe with the same check (Kubernetes 1.29 or newer)';
const AGAIN = '"app" waits for "istio-proxy" when the Pod starts, and not again when "app" alone restarts';
const AGAIN_CURE = 'make the command of the container wait, if it must wait again';

function annotated(annotation: string): string {
  return HOOKED.replace('  name: web\n', `  name: web\n  annotations:\n    ${annotation}\n`);
}

test('says each finding with its place and cure, and counts them', async () => {
  expect(await runIn({ files: { 'web.yaml': HOOKED } }, 'check', '--severity', 'info', 'web.yaml')).toEqual({
    code: 1, err: '',
    out: `web.yaml:7:7: warning post-start-fails-open: ${MESSAGE} [Pod web]
  cure: ${CURE}
web.yaml:11:7: info not-gated-again: ${AGAIN} [Pod web]
  cure: ${AGAIN_CURE}
1 workload: 0 errors, 1 warning, 1 info
`,
  });
});

test('leaves out what is only good to know, and counts it', async () => {
  expect(await runIn({ files: { 'web.yaml': HOOKED } }, 'check', 'web.yaml')).toEqual({
    code: 1, err: '',
    out: `web.yaml:7:7: warning post-start-fails-open: ${MESSAGE} [Pod web]
  cure: ${CURE}
1 workload: 0 errors, 1 warning, 1 info (shown with --severity info)
`,
  });
});

test.each([['text', 0], ['github', 0], ['json', 0], ['sarif', 0]])('--severity error leaves out warnings as %s, and they don\'t fail', async (format, code) => {
  const ran = await runIn({ files: { 'web.yaml': HOOKED } }, 'check', '--severity', 'error', '--format', format, 'web.yaml');
  expect({ code: ran.code, shown: ran.out.includes(MESSAGE) }).toEqual({ code, shown: false });
});

test('1,000 good workloads are one line', { timeout: 60_000 }, async () => {
  const initContainers = [{ name: 'proxy', image: 'p', restartPolicy: 'Always', startupProbe: { exec: { command: ['/ready'] } } }];
  const good = { kind: 'Pod', metadata: { name: 'web' }, spec: { initContainers, containers: [{ name: 'app', image: 'a' }] } };
  const list = JSON.stringify({ kind: 'List', items: Array.from({ length: 1000 }, () => good) });
  expect(await runIn({ files: { 'dist/all.json': list } }, 'check', 'dist')).toEqual({ code: 0, err: '', out: '1000 workloads: 0 errors, 0 warnings, 1000 infos (shown with --severity info)\n' });
});

test('an info is blue on a terminal, and nothing else is', async () => {
  const { out } = await runIn({ files: { 'web.yaml': HOOKED }, terminal: true }, 'check', '--severity', 'info', 'web.yaml');
  expect(out.split('\u001b[34m').slice(1).map((text) => text.split('\u001b')[0])).toEqual(['info']);
});

describe('what holds no manifest is no success', () => {
  test.each([
    ['[{"kind": "Pod"}]', 'a.json:1:1: error unreadable: is a list, not a Kubernetes object: put the list into items of a kind: List'],
    ['- kind: Pod\n', 'a.json:1:1: error unreadable: is a list, not a Kubernetes object: put the list into items of a kind: List'],
    ['kind: Pod\n---\nhello\n', 'a.json:3:1: error unreadable: is a string, not a Kubernetes object'],
  ])('in %j', async (text, line) => {
    const { code, out } = await runIn({ files: { 'a.json': text } }, 'check', 'a.json');
    expect({ code, first: out.split('\n')[0] }).toEqual({ code: 1, first: line });
  });

  test.each([
    ['kind: Pod\nmetadata: { name: web }\nspec: { containers: web }\n', 'spec.containers must be a list; got a string [Pod web]', 3],
    ['kind: Deployment\nmetadata: { name: web }\nspec:\n  template:\n    spec: { initContainers: {} }\n', 'spec.template.spec.initContainers must be a list; got an object without fields [Deployment web]', 5],
    ['kind: Deployment\nmetadata: { name: web }\nspec:\n  template: [{}]\n', 'spec.template must be an object; got a list [Deployment web]', 4],
    ['kind: CronJob\nmetadata: { name: web }\nspec: daily\n', 'spec must be an object; got a string [CronJob web]', 3],
  ])('in a workload of the wrong form: %j', async (text, message, line) => {
    const { code, out } = await runIn({ files: { 'a.yaml': text } }, 'check', 'a.yaml');
    expect(code).toBe(1);
    expect(out.split('\n')[0]).toMatch(new RegExp(`^a\\.yaml:${line}:\\d+: error malformed-field: `, 'u'));
    expect(out.split('\n')[0]!.endsWith(`error malformed-field: ${message}`)).toBe(true);
  });

  test('but a part of a workload, as a patch has it, is no fault', async () => {
    expect((await runIn({ files: { 'a.yaml': 'kind: Deployment\nspec: { replicas: 2 }\n' } }, 'check', 'a.yaml')).code).toBe(0);
  });
});

test('ends with 0 where all is only good to know', async () => {
  const native = HOOKED.replace('containers:', 'initContainers:').replace('lifecycle: { postStart: { exec: { command: [pilot-agent, wait] } } }', 'restartPolicy: Always\n      startupProbe: { httpGet: { port: 15021 } }')
    .replace('    - name: app', '  containers:\n    - name: app');
  const { code, out } = await runIn({ files: { 'web.yaml': native } }, 'check', 'web.yaml');
  expect({ code, last: out.trim().split('\n').at(-1) }).toEqual({ code: 0, last: '1 workload: 0 errors, 0 warnings, 1 info (shown with --severity info)' });
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
  const alone = await Promise.all([HOOKED, other, different].map((text) => runIn(
    { files: { 'all.yaml': text } }, 'check', '--format', 'json', 'all.yaml',
  )));
  const together = await runIn(
    { files: { 'all.yaml': [HOOKED, other, different].join('---\n') } }, 'check', '--format', 'json', 'all.yaml',
  );
  const said = ({ out }: { out: string }): object[] => {
    const { findings } = JSON.parse(out) as { findings: { id: string; workload: object; message: string }[] };
    return findings.map(({ id, workload, message }) => ({ id, workload, message }));
  };
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
    const { runs: [run] } = JSON.parse(out) as {
      runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleIndex: number }[] }[];
    };
    expect(run!.results[0]).toEqual({
      ruleId: 'post-start-fails-open',
      ruleIndex: run!.tool.driver.rules.findIndex(({ id }) => id === 'post-start-fails-open'),
      level: 'warning',
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
    expect(out).toBe('1 workload: 0 errors, 0 warnings, 1 info (shown with --severity info), 1 silenced\n');
    const sarif = JSON.parse(
      (await runIn({ files }, 'check', '--format', 'sarif', 'web.yaml')).out,
    ) as { runs: { results: { suppressions?: unknown }[] }[] };
    expect(sarif.runs[0]!.results[0]!.suppressions).toEqual([{ kind: 'inSource', justification: 'old cluster, until March' }]);
  });

  test('silences nothing without a reason', async () => {
    const { code, out } = await runIn(
      { files: { 'web.yaml': annotated('startgate.dev/ignore.post-start-fails-open: " "') } }, 'check', 'web.yaml',
    );
    expect(code).toBe(1);
    expect(out).toContain('web.yaml:6:5: warning ignore-without-reason: the annotation startgate.dev/ignore.post-start-fails-open has no reason, so the rule is not silenced [Pod web]\n');
    expect(out).toContain('1 workload: 0 errors, 2 warnings, 1 info (shown with --severity info)\n');
  });

  test('silences no error that makes the order another one', async () => {
    const twice = annotated('startgate.dev/ignore.duplicate-container-name: "both are the app"').replace('name: istio-proxy', 'name: app');
    const { code, out } = await runIn({ files: { 'web.yaml': twice } }, 'check', '--severity', 'error', 'web.yaml');
    expect(code).toBe(1);
    expect(out).toContain('error duplicate-container-name: ');
    expect((await runIn({ files: { 'web.yaml': twice } }, 'check', 'web.yaml')).out).toContain('web.yaml:6:5: warning ignore-error: the annotation startgate.dev/ignore.duplicate-container-name has no effect: "duplicate-container-name" is an error [Pod web]\n');
  });

  test('is told when it names no rule', async () => {
    const { out } = await runIn({ files: { 'web.yaml': annotated('startgate.dev/ignore.sunshine: "it rains"') } }, 'check', 'web.yaml');
    expect(out).toContain('web.yaml:6:5: warning ignore-unknown-rule: the annotation startgate.dev/ignore.sunshine names an unknown rule [Pod web]\n');
  });
});

test('judges for the cluster that is named', async () => {
  const native = 'kind: Pod\nmetadata: { name: web }\nspec:\n  initContainers: [{ name: proxy, image: p, restartPolicy: Always }]\n  containers: [{ name: app, image: a }]\n';
  const { code, out } = await runIn({ files: { 'web.yaml': native } }, 'check', '--kubernetes-version', '1.28', 'web.yaml');
  expect(code).toBe(1);
  expect(out).toContain('error kubernetes-too-old');
});

test.each([
  [['check', '--kubernetes-version', 'new', 'web.yaml'], '--kubernetes-version must be a Kubernetes version, such as 1.33; got "new"'],
  [['check', 'dist', 'images'], '"images" holds no .yaml, .yml or .json file'],
  [['check', 'missing.yaml'], 'no such file or folder: "missing.yaml"'],
  [['check'], 'no input: name a file or a folder, or - for stdin'],
])('ends with 64 on %j', async (args, message) => {
  expect(
    await runIn({ files: { 'web.yaml': HOOKED, 'dist/web.yaml': HOOKED, 'images/logo.png': '' } }, ...args),
  ).toEqual({ code: 64, out: '', err: `cdk8s-startgate: ${message}\n` });
});
