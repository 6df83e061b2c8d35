// Synthesizes N Deployments and prints its CPU time in milliseconds: policy, of one container each, which one policy gives two sidecars and
// three dependencies; hand, the same Deployments with what that policy makes of them, written as a manifest without us; plain, the
// Deployments alone. One process a measurement: usage: node policy-app.mjs N plain|hand|policy
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(new URL('../package.json', import.meta.url));
const { ApiObject, App, Chart } = require('cdk8s');
// as an app of cdk8s-plus does; the library loads it too
require('cdk8s-plus-28');

const [count, kind] = process.argv.slice(2);
const probe = (port) => ({ httpGet: { path: '/ready', port }, periodSeconds: 1, failureThreshold: 60 });
const SECURITY = {
  allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' },
};
const NAMES = ['config', 'proxy'];
const PORTS = { proxy: 8080, config: 8081 };
const EDGES = [['app', 'config'], ['app', 'proxy'], ['proxy', 'config']];
const annotation = JSON.stringify({
  version: 1,
  dependencies: EDGES.map(([container, dependsOn]) => ({
    container, dependsOn, condition: 'healthy', check: `http://localhost:${PORTS[dependsOn]}/ready`, timeout: '60s', onTimeout: 'fail', mechanism: 'native',
  })),
});

/** New objects for each Deployment: a shared one becomes an anchor. */
function byHand() {
  return {
    metadata: { annotations: { 'startgate.dev/order': annotation } },
    initContainers: NAMES.map((name) => ({
      name, image: `mesh/${name}:1`, ports: [{ containerPort: PORTS[name] }], securityContext: structuredClone(SECURITY), restartPolicy: 'Always',
      startupProbe: probe(PORTS[name]),
    })),
  };
}

const outdir = mkdtempSync(join(tmpdir(), 'startgate-bench-'));
const app = new App({ outdir });
const chart = new Chart(app, 'chart');
if (kind === 'policy') {
  const { Check, Mechanism, Sidecar, StartOrder, StartOrderPolicy } = require('./lib/index.js');
  StartOrder.defaults(app, { mechanism: Mechanism.NATIVE });
  new StartOrderPolicy(app, 'mesh', {
    select: { kinds: ['Deployment'] },
    sidecars: NAMES.map((name) => Sidecar.of(name, { image: `mesh/${name}:1`, port: PORTS[name], readyWhen: Check.httpGet('/ready') })),
    dependencies: [{ dependsOn: 'config' }, { dependsOn: 'proxy' }, { container: 'proxy', dependsOn: 'config' }],
  });
}
for (let i = 0; i < Number(count); i++) {
  const { metadata, initContainers } = kind === 'hand' ? byHand() : {};
  new ApiObject(chart, `web-${i}`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { labels: { app: `web-${i}` } },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: `web-${i}` } },
      template: {
        metadata: { labels: { app: `web-${i}` }, ...metadata },
        spec: {
          ...(initContainers === undefined ? {} : { initContainers }),
          containers: [{
            name: 'app', image: `shop/web-${i}:1`, command: ['/app'], ports: [{ containerPort: 9000 }],
            env: [{ name: 'A', value: 'a' }, { name: 'B', value: 'b' }, { name: 'C', value: `${i}` }],
            resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
            readinessProbe: { httpGet: { path: '/', port: 9000 } },
          }],
        },
      },
    },
  });
}
app.synth();
rmSync(outdir, { recursive: true });
const { user, system } = process.cpuUsage();
process.stdout.write(`${(user + system) / 1000}\n`);
