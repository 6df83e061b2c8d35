/**
 * A sidecar that needs ten seconds to load its configuration, and an application that must not start before.
 * One chart for each mechanism: `npx cdk8s synth` in this folder writes them to dist/.
 */
import { App, Chart, type ChartProps, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { Check, Mechanism, StartOrder } from 'cdk8s-startgate';

export interface SampleProps extends ChartProps {
  /** @default - the best for the cluster: a native sidecar */
  readonly mechanism?: Mechanism;
  /** @default true */
  readonly gated?: boolean;
  /** @default 8080 */
  readonly port?: number;
  /** How long the sidecar loads its configuration; never to the end if `neverReady`. @default Duration.seconds(10) */
  readonly warmUp?: Duration;
  /** @default false */
  readonly neverReady?: boolean;
  /** How long the application waits. @default Duration.seconds(60) */
  readonly timeout?: Duration;
}

export class Sample extends Chart {
  readonly deployment: kplus.Deployment;
  readonly order: StartOrder | undefined;

  constructor(scope: Construct, id: string, props: SampleProps = {}) {
    super(scope, id, props);
    const port = props.port ?? 8080;
    const config = new kplus.ConfigMap(this, 'config', { data: { 'config.json': JSON.stringify({ greeting: 'hello' }) } });

    this.deployment = new kplus.Deployment(this, 'sample', { metadata: { name: 'sample' }, replicas: 1 });
    const small = {
      cpu: { request: kplus.Cpu.millis(50), limit: kplus.Cpu.millis(200) },
      memory: { request: Size.mebibytes(64), limit: Size.mebibytes(64) },
    };
    this.deployment.addContainer({
      name: 'sidecar',
      image: 'registry.example/sample-sidecar:1.0',
      command: [
        'startgate', 'serve', '--config', '/etc/sample/config.json', '--port', `${port}`,
        ...(props.neverReady === true ? ['--never-ready'] : ['--ready-after', `${(props.warmUp ?? Duration.seconds(10)).toSeconds()}s`]),
      ],
      ports: [{ number: port }],
      resources: small,
      securityContext: { user: 1000 },
      volumeMounts: [{ path: '/etc/sample', volume: kplus.Volume.fromConfigMap(this, 'config-volume', config) }],
    });
    this.deployment.addContainer({
      name: 'app',
      image: 'busybox:1.37',
      command: ['sh', '-c', 'date; echo app container started; exec sleep infinity'],
      resources: small,
      securityContext: { user: 1000 },
    });

    this.order = props.gated === false ? undefined : this.declareOrder(port, props);
  }

  private declareOrder(port: number, props: SampleProps): StartOrder {
    const order = StartOrder.of(this.deployment);
    order.configure({
      runtimeImage: 'registry.example/startgate:0.1.0',
      ...(props.mechanism === undefined ? {} : { mechanism: props.mechanism }),
    });
    const sidecar = order.container('sidecar').readyWhen(Check.httpGet('/ready', { port }));
    order.container('app').dependsOn(sidecar, props.timeout === undefined ? {} : { timeout: props.timeout });
    return order;
  }
}

/** The sample once for each mechanism. */
export function sampleApp(): App {
  const app = new App();
  new Sample(app, 'sample-native', { mechanism: Mechanism.NATIVE });
  new Sample(app, 'sample-native-waiter', { mechanism: Mechanism.NATIVE_WAITER });
  new Sample(app, 'sample-init-waiter', { mechanism: Mechanism.INIT_WAITER });
  new Sample(app, 'sample-guard', { mechanism: Mechanism.GUARD });
  new Sample(app, 'sample-post-start', { mechanism: Mechanism.POST_START });
  return app;
}

if (require.main === module) sampleApp().synth();
