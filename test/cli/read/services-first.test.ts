import { expect, test } from 'vitest';
import { runIn } from '../memory-host';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web } }
    spec:
      initContainers:
        - { name: proxy, image: shop/proxy, restartPolicy: Always, ports: [{ name: http, containerPort: 8080 }] }
      containers:
        - { name: app, image: shop/web }
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }] }
`;
const FOUND = 'error service-port-of-sidecar: the Service "web" has no endpoint: Kubernetes 1.32 does not find the named port "http" of the native sidecar "proxy"';

test.each(['check', 'explain'])('%s sees a Service of a file that comes behind the workload', async (command) => {
  const { out } = await runIn({ files: { 'a.yaml': WEB, 'b.yaml': SERVICE } }, command, '--kubernetes-version', '1.32', 'a.yaml', 'b.yaml');
  expect(out).toContain(FOUND);
});

test.each(['1.28', '1.33'])('a cluster of version %s asks for no Service', async (version) => {
  const { out } = await runIn(
    { files: { 'a.yaml': WEB, 'b.yaml': SERVICE } }, 'check', '--kubernetes-version', version, 'a.yaml', 'b.yaml',
  );
  expect(out).not.toContain('service-port-of-sidecar');
});

test('what can\'t be read is still said', async () => {
  const { out } = await runIn(
    { files: { 'a.yaml': WEB, 'b.yaml': 'kind: [' } }, 'check', '--kubernetes-version', '1.32', 'a.yaml', 'b.yaml',
  );
  expect(out).toContain('error unreadable');
});
