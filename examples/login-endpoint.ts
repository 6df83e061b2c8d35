/**
 * A sidecar with a difficult endpoint: it takes 3 s to answer, it answers 401 without a login, and only for its own host name.
 * A 401 proves that the login works, so the application may start once this answer is there, and the port of the sidecar is open.
 */
import { App, Chart, type ChartProps, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { Check, StartOrder } from 'cdk8s-startgate';

export interface LoginEndpointProps extends ChartProps {
  /** Where the sidecar asks for a login. @default 8443 */
  readonly loginPort?: number;
  /** What the application uses. @default 5432 */
  readonly port?: number;
}

export class LoginEndpoint extends Chart {
  readonly deployment: kplus.Deployment;

  constructor(scope: Construct, id: string, props: LoginEndpointProps = {}) {
    super(scope, id, props);
    const { loginPort = 8443, port = 5432 } = props;
    this.deployment = new kplus.Deployment(this, 'shop', {
      metadata: { name: 'shop' },
      replicas: 1,
      containers: [
        { name: 'access', image: 'registry.example/access:1.0', ports: [{ number: loginPort }, { number: port }], securityContext: { user: 1000 } },
        { name: 'app', image: 'registry.example/shop:1.0', command: ['/shop'], securityContext: { user: 1000 } },
      ],
    });
    const order = StartOrder.of(this.deployment).configure({ runtimeImage: 'registry.example/startgate:0.1.0' });
    const login = Check.httpGet('/', {
      port: loginPort,
      headers: { Host: 'access.example' },
      statuses: [401],
      timeout: Duration.seconds(5),
      interval: Duration.seconds(5),
    });
    order.container('app').dependsOn(order.container('access').readyWhen(Check.all([login, Check.tcpSocket({ port })])));
  }
}

/** The sidecar and its application as an app of their own. */
export function loginEndpointApp(): App {
  const app = new App();
  new LoginEndpoint(app, 'login-endpoint');
  return app;
}

if (require.main === module) loginEndpointApp().synth();
