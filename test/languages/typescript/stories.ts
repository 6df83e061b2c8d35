import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Check, Condition, Mechanism, OnError, OnTimeout, OpenTelemetryCollector, Severity, Sidecar, StartOrder, StartOrderPolicy, Step, StepJob,
  When,
} from 'cdk8s-startgate';

const RUNTIME = 'registry.example/startgate:0.1.0';

/** What the programs in the other languages do, each under the same name. */
export const STORIES: Record<string, () => string> = { example, guard, steps, preset, policy, findings, cycle };

/** The first example of README.md. */
function example(): string {
  const app = new App();
  const web = new kplus.Deployment(new Chart(app, 'shop'), 'web', {
    containers: [
      { name: 'app', image: 'shop/web:1.0', command: ['/web'] },
      { name: 'proxy', image: 'shop/proxy:1.0', portNumber: 8080 },
    ],
  });
  const order = StartOrder.of(web).configure({ runtimeImage: RUNTIME });
  const proxy = order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 }));
  order.container('app').dependsOn(proxy);
  return app.synthYaml();
}

/** Commands, options of checks and of dependencies. */
function guard(): string {
  const app = new App();
  const web = new kplus.Deployment(new Chart(app, 'shop'), 'web', {
    containers: [
      { name: 'app', image: 'shop/web:1.0', command: ['/app'] },
      { name: 'worker', image: 'shop/worker:1.0' },
      { name: 'proxy', image: 'shop/proxy:1.0' },
    ],
  });
  const order = StartOrder.of(web).configure({ kubernetesVersion: '1.28', mechanism: Mechanism.GUARD, runtimeImage: RUNTIME });
  const proxy = order.container('proxy').readyWhen(
    Check.httpGet('/ready', { port: 8080, headers: { 'X-Probe': '1' }, statuses: [200, 204], interval: Duration.millis(250) }),
  );
  order.container('worker').imageEntrypoint(['/bin/worker']).dependsOn(proxy, { optional: true });
  order.container('app').dependsOn(proxy, { condition: Condition.HEALTHY, timeout: Duration.minutes(2), onTimeout: OnTimeout.BLOCK });
  return app.synthYaml();
}

/** A row of steps that hand on a result. */
function steps(): string {
  const app = new App();
  new StepJob(new Chart(app, 'shop'), 'build', {
    runtimeImage: RUNTIME,
    steps: [
      { name: 'test', image: 'golang:1.25', command: ['go', 'test', './...'], timeout: Duration.minutes(10), onError: OnError.CONTINUE },
      { name: 'build', image: 'builder:1.0', command: ['/build'], results: ['digest'] },
      { name: 'deploy', image: 'deployer:1.0', command: ['/deploy'], args: [Step.result('build', 'digest')], when: [When.exitCode('test', 0)] },
    ],
  });
  return app.synthYaml();
}

/** A preset whose configuration is any object. */
function preset(): string {
  const app = new App();
  const web = new kplus.Deployment(new Chart(app, 'shop'), 'web', { containers: [{ name: 'app', image: 'shop/web:1.0' }] });
  const order = StartOrder.of(web).configure({ runtimeImage: RUNTIME });
  const collector = order.addSidecar(OpenTelemetryCollector.of({
    config: {
      receivers: { otlp: { protocols: { grpc: { endpoint: 'localhost:4317' } } } },
      exporters: { otlp: { endpoint: 'traces.example:4317' } },
      service: { pipelines: { traces: { receivers: ['otlp'], exporters: ['otlp'] } } },
    },
  }));
  order.container('app').dependsOn(collector);
  return app.synthYaml();
}

/** One policy for two workloads. */
function policy(): string {
  const app = new App();
  StartOrder.defaults(app, { runtimeImage: RUNTIME });
  new StartOrderPolicy(app, 'mesh', {
    select: { kinds: ['Deployment'], images: ['shop/*'] },
    sidecars: [Sidecar.of('proxy', { image: 'mesh/proxy:1.4', port: 15021, readyWhen: Check.httpGet('/healthz/ready') })],
    dependencies: [{ dependsOn: 'proxy' }],
  });
  const shop = new Chart(app, 'shop');
  for (const name of ['web', 'api']) {
    new kplus.Deployment(shop, name, { containers: [{ name: 'app', image: `shop/${name}:1.0` }] });
  }
  return app.synthYaml();
}

/** What is wrong, as data. */
function findings(): string {
  const order = StartOrder.of(shopOf(new App()));
  order.container('app').dependsOn(order.container('proxi'));
  return order.findings().filter(({ severity }) => severity === Severity.ERROR).map(({ rule, message }) => `${rule}: ${message}`).join('\n');
}

/** The report of a wrong order. */
function cycle(): string {
  const app = new App();
  const order = StartOrder.of(shopOf(app)).configure({ runtimeImage: RUNTIME });
  const proxy = order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 })).dependsOn(order.container('app'));
  order.container('app').dependsOn(proxy);
  try {
    return app.synthYaml();
  } catch (error) {
    return (error as Error).message;
  }
}

function shopOf(app: App): kplus.Deployment {
  return new kplus.Deployment(new Chart(app, 'shop'), 'web', {
    containers: [{ name: 'app', image: 'shop/web:1.0', command: ['/app'] }, { name: 'proxy', image: 'shop/proxy:1.0', command: ['/proxy'] }],
  });
}
