import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { validate, type ValidationContext } from '../../src/cli/validation';

const WEB = `apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec:
  initContainers:
    - { name: proxy, image: shop/proxy, restartPolicy: Always, ports: [{ name: http, containerPort: 8080 }] }
  containers:
    - { name: app, image: shop/web }
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }] }
`;

/** What the plugin reports of these files. */
function reported(texts: readonly string[], kubernetesVersion: string): { readonly rules: string[]; readonly status: string } {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-validation-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const manifests = texts.map((_text, index) => join(folder, `${index}.yaml`));
  manifests.forEach((file, index) => { writeFileSync(file, texts[index]!); });
  const rules: string[] = [];
  let status = '';
  const report: ValidationContext['report'] = {
    addViolation: ({ ruleName }) => { rules.push(ruleName); },
    submit: (given) => { status = given; },
  };
  validate({ manifests, report }, { failOn: 'error', kubernetesVersion });
  return { rules, status };
}

test('a Service in another file than the workload that it selects is seen', () => {
  expect(reported([WEB, SERVICE], '1.32')).toEqual({ rules: ['startgate/service-port-of-sidecar'], status: 'failure' });
});

test('a cluster that finds the port asks for no Service', () => {
  expect(reported([WEB, SERVICE], '1.33')).toEqual({ rules: [], status: 'success' });
});

test('what can\'t be read is reported, and the rest is judged', () => {
  expect(reported(['kind: [', WEB, SERVICE], '1.32')).toEqual({
    rules: ['startgate/unreadable', 'startgate/service-port-of-sidecar'], status: 'failure',
  });
});
