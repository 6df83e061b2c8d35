import { expect, test } from 'vitest';
import { knownSidecar } from '../../src/private/injectors';
import type { PodSpec } from '../../src/private/manifest';
import { appsOf, manifestsIn, pageOf } from './run-examples';

const PAGE = pageOf('injected.md');

test('the example of docs/injected.md waits for both', () => {
  const [deployment] = manifestsIn(appsOf(PAGE)[0]!) as [{ spec: { template: { spec: PodSpec } } }];
  expect(deployment.spec.template.spec.containers![0]!.command).toEqual([
    '/run/startgate/bin/startgate', 'exec', '--wait', 'istio-proxy=http://localhost:15021/healthz/ready', '--timeout', '60s',
    '--wait', 'tcp://db.shop.svc:5432', '--timeout', '60s', '--', '/app',
  ]);
});

test.each(['istio-proxy', 'linkerd-proxy'])('docs/injected.md names the annotation with which %s holds', (name) => {
  const { annotation, value } = knownSidecar(name)!.hold!;
  expect(PAGE).toContain(`| \`${annotation}: ${value}\``);
});
