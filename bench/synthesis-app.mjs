// Synthesizes N Deployments of three containers and prints its CPU time in milliseconds: plain; gated, with a two-edge order each; by
// hand, with the probes and the annotation of that order but without us (what makes an init container a sidecar is left out:
// cdk8s-plus has no word for it). One process a measurement: usage: node synthesis-app.mjs N plain|gated|hand
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(new URL('../package.json', import.meta.url));
const { App, Chart, Duration } = require('cdk8s');
const kplus = require('cdk8s-plus-28');

const [count, kind] = process.argv.slice(2);
const gated = kind === 'gated' ? require('./lib/index.js') : undefined;
const startup = (port) => (kind === 'hand'
  ? { startup: kplus.Probe.fromHttpGet('/ready', { port, periodSeconds: Duration.seconds(1), failureThreshold: 60 }) }
  : {});
const annotation = JSON.stringify({ version: 1, dependencies: ['config', 'proxy'].map((name, index) => (
  {
    container: 'app', dependsOn: name, condition: 'healthy',
    check: `http://localhost:${8081 - index}/ready`,
    timeout: '60s', onTimeout: 'fail', mechanism: 'native',
  })) });
const outdir = mkdtempSync(join(tmpdir(), 'startgate-bench-'));
const app = new App({ outdir });
const chart = new Chart(app, 'chart');
for (let i = 0; i < Number(count); i++) {
  const deployment = new kplus.Deployment(chart, `web-${i}`, {
    containers: [
      { name: 'app', image: 'app', command: ['/app'] },
      { name: 'proxy', image: 'proxy', portNumber: 8080, ...startup(8080) },
      { name: 'config', image: 'config', portNumber: 8081, ...startup(8081) },
    ],
  });
  if (kind === 'hand') deployment.podMetadata.addAnnotation('startgate.dev/order', annotation);
  if (gated === undefined) continue;
  const { Check, StartOrder } = gated;
  const order = StartOrder.of(deployment);
  const app = order.container('app');
  app.dependsOn(order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 })));
  app.dependsOn(order.container('config').readyWhen(Check.httpGet('/ready', { port: 8081 })));
}
app.synth();
rmSync(outdir, { recursive: true });
const { user, system } = process.cpuUsage();
process.stdout.write(`${(user + system) / 1000}\n`);
