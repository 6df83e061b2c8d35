import { expect, test } from 'vitest';
import type { ExplainedWorkload } from '../../../src/cli/explain/model';
import { picturedWorkload } from '../../../src/cli/picture/from-explanation';
import { runIn } from '../memory-host';

async function pictured(manifest: string): Promise<ReturnType<typeof picturedWorkload>> {
  const { out } = await runIn({ files: { 'pod.yaml': manifest } }, 'explain', '--format', 'json', 'pod.yaml');
  return picturedWorkload((JSON.parse(out) as { workloads: ExplainedWorkload[] }).workloads[0]!);
}

const NATIVE = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  initContainers:
    - { name: migrate, image: migrate }
    - { name: proxy, image: proxy, restartPolicy: Always, startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1, failureThreshold: 60 } }
  containers:
    - { name: app, image: app }
`;

test('a foreign Pod is drawn as the kubelet starts it', async () => {
  expect(await pictured(NATIVE)).toEqual({
    title: 'Pod "web"',
    subtitle: 'namespace shop, 3 containers, 2 gates, inferred from the manifest',
    containers: [
      { name: 'migrate', role: 'init', guarded: false, holds: 'end' },
      { name: 'proxy', role: 'native', guarded: false, holds: 'ready' },
      { name: 'app', role: 'regular', guarded: false, holds: 'start' },
    ],
    gates: [
      { dependency: 'proxy', dependent: 'app', condition: 'healthy', means: 'startup probe, 60s', verdict: 'open' },
      { dependency: 'migrate', dependent: 'proxy', condition: 'succeeded', means: 'order of init containers', verdict: 'closed' },
    ],
  });
});

test('the command line draws it', async () => {
  const { code, out } = await runIn({ files: { 'pod.yaml': NATIVE } }, 'explain', '--format', 'svg', 'pod.yaml');
  expect({ code, start: out.slice(0, 5), end: out.slice(-7) }).toEqual({ code: 0, start: '<svg ', end: '</svg>\n' });
});
