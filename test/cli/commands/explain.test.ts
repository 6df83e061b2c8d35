import { describe, expect, test } from 'vitest';
import { readFlowchart } from '../../private/mermaid-parser';
import { runIn } from '../memory-host';

const POD = `kind: Pod
metadata: { name: web, namespace: shop }
spec:
  initContainers:
    - { name: proxy, image: p, restartPolicy: Always, startupProbe: { httpGet: { path: /ready, port: 8080 }, periodSeconds: 1, failureThreshold: 60 }, ports: [{ containerPort: 8080 }] }
  containers:
    - { name: app, image: a }
`;

test('says who starts when, behind which gate, and what that is worth', async () => {
  expect(await runIn({ files: { 'web.yaml': POD } }, 'explain', 'web.yaml')).toEqual({
    code: 0, err: '',
    out: `web.yaml:1:1
Pod "web" (Kubernetes 1.35)
1. proxy  native sidecar
2. app    container
   waits for proxy: healthy by http://localhost:8080/ready (its startupProbe) within 60s, as it says, else restart proxy
     native, OPEN: app starts anyway if the kubelet restarts while it waits
     its own startupProbe checks the gate every 1 s
     does not gate again when app restarts
     the reason for waiting is only in the status of the probe
     the kubelet also accepts a 3xx answer as ready

at the start of the Pod
  proxy: until its startupProbe has passed; all later containers wait too

info not-gated-again: "app" waits for "proxy" when the Pod starts, and not again when "app" alone restarts
  cure: make the command of the container wait, if it must wait again
`,
  });
});

test('--format json has the same facts, and where the workload and its containers stand', async () => {
  const { code, out } = await runIn({ files: { 'all.yaml': `kind: ConfigMap\n---\n${POD}` } }, 'explain', '--format', 'json', 'all.yaml');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    version: 1,
    workloads: [{
      source: { file: 'all.yaml', document: 2, line: 3, column: 1 },
      kind: 'Pod', name: 'web', namespace: 'shop', origin: 'inferred', kubernetesVersion: '1.35',
      containers: [
        { name: 'proxy', place: 'native', guarded: false, wave: 1, notes: [] },
        { name: 'app', place: 'regular', guarded: false, wave: 2, notes: [] },
      ],
      waves: [['proxy'], ['app']],
      never: [],
      gates: [{
        dependent: 'app', dependency: 'proxy', outside: false, condition: 'healthy',
        check: { target: 'http://localhost:8080/ready', source: 'startupProbe' },
        timeout: { seconds: 60, onTimeout: 'fail', clockless: false, ownProbe: true },
        mechanism: 'native', waiter: 'kubelet',
        verdict: 'open', faults: ['the kubelet restarts while it waits'], verdictText: 'OPEN: app starts anyway if the kubelet restarts while it waits',
        opens: 'its own startupProbe checks the gate every 1 s', again: false,
        saidIn: 'the reason for waiting is only in the status of the probe',
        notes: ['the kubelet also accepts a 3xx answer as ready'],
      }],
      costs: [{ containers: ['proxy'], text: 'proxy: until its startupProbe has passed; all later containers wait too' }],
      findings: [{
        id: 'not-gated-again', severity: 'info', container: 'app',
        message: '"app" waits for "proxy" when the Pod starts, and not again when "app" alone restarts', cure: 'make the command of the container wait, if it must wait again',
      }],
      positions: { proxy: { line: 7, column: 7 }, app: { line: 9, column: 7 } },
    }],
  });
});

test('--format json of no workload is an empty list, for a program that reads it', async () => {
  expect(
    await runIn({ stdin: 'kind: ConfigMap\n' }, 'explain', '--format', 'json'),
  ).toEqual({ code: 0, err: '', out: '{\n  "version": 1,\n  "workloads": []\n}\n' });
});

test('--format mermaid is a flowchart', async () => {
  expect((await runIn({ files: { 'web.yaml': POD } }, 'explain', '--format', 'mermaid', 'web.yaml')).out).toBe('%% Pod web\nflowchart LR\n  c0["proxy"]\n  c1["app"]\n  c0 -.->|"healthy, native"| c1\n');
});

test('--format mermaid of several workloads is one flowchart that Mermaid reads', async () => {
  const { out } = await runIn(
    { files: { 'dist/a.yaml': POD, 'dist/b.yaml': POD.replace('name: web', 'name: api') } }, 'explain', '--format', 'mermaid', 'dist',
  );
  expect(await readFlowchart(out)).toEqual({
    nodes: { w0c0: 'proxy', w0c1: 'app', w1c0: 'proxy', w1c1: 'app' },
    edges: ['w0c0 ..> w0c1: healthy, native', 'w1c0 ..> w1c1: healthy, native'],
    subgraphs: { 'Pod web': ['w0c0', 'w0c1'], 'Pod api': ['w1c0', 'w1c1'] },
  });
});

test('what can\'t be read is told with its place, and the rest is explained', async () => {
  const { code, out, err } = await runIn({ files: { 'dist/a.yaml': 'kind: [\n', 'dist/b.yaml': POD } }, 'explain', 'dist');
  expect({ code, first: out.split('\n')[0], err }).toEqual({
    code: 1, first: 'dist/b.yaml:1:1',
    err: 'cdk8s-startgate: dist/a.yaml:2:1: is not YAML: flow sequence in block collection must be sufficiently indented and end with a ]\n',
  });
});

test('no colour is in it, also on a terminal: it is for a file as well', async () => {
  expect((await runIn({ files: { 'web.yaml': POD }, terminal: true }, 'explain', 'web.yaml')).out).not.toContain('\u001b');
});

describe('fails', () => {
  test.each([
    [['web.yaml', '--format', 'pdf'], '--format must be one of text, json, mermaid, svg, html; got "pdf"'],
    [['config.yaml'], 'found no workload in the input'],
    [['gone.yaml'], 'no such file or folder: "gone.yaml"'],
    [[], 'no input: name a file or a folder, or - for stdin'],
  ])('on %j', async (args, message) => {
    expect(
      await runIn({ files: { 'web.yaml': POD, 'config.yaml': 'kind: ConfigMap\n' } }, 'explain', ...args),
    ).toEqual({ code: 64, out: '', err: `cdk8s-startgate: ${message}\n` });
  });
});
