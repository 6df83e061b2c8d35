import { Check } from '../check';
import { FLAG, listOf, type OptionRules, PORT_NUMBER, required, requireOptions } from '../private/option';
import { PRESET_OPTIONS, type PresetFacts, presetSidecar } from '../private/preset';
import type { Sidecar } from '../sidecar';
import type { PresetProps } from './preset-props';

/** Props of `CloudSqlProxy.of`. */
export interface CloudSqlProxyProps extends PresetProps {
  /** Connection names of the instances, each `PROJECT:REGION:INSTANCE`, with or without a query such as `?port=5433`. */
  readonly instances: string[];

  /**
   * Port of the first instance, 1 to 65535. Each next instance has the next port.
   *
   * @default - the port of the database: 5432 for PostgreSQL, 3306 for MySQL, 1433 for SQL Server
   */
  readonly port?: number;

  /**
   * Connect to the private IP of the instances.
   *
   * @default false
   */
  readonly privateIp?: boolean;

  /**
   * Log in to the database with the IAM principal of the Pod.
   *
   * @default false
   */
  readonly iamAuthentication?: boolean;

  /**
   * Port of the health endpoints, 1 to 65535.
   *
   * @default 9090
   */
  readonly healthPort?: number;
}

const OPTIONS: OptionRules<CloudSqlProxyProps> = {
  ...PRESET_OPTIONS,
  instances: required(listOf(
    'a list of connection names, such as ["project:region:instance"]', (item) => typeof item === 'string' && /^\S+$/u.test(item), 1,
  )),
  port: PORT_NUMBER,
  privateIp: FLAG,
  iamAuthentication: FLAG,
  healthPort: PORT_NUMBER,
};

/**
 * The Cloud SQL Auth Proxy.
 *
 * The check is `/startup`: the proxy listens for every instance. `/readiness` also fails when the proxy has reached its maximum of
 * connections, and a gate must not close for that.
 *
 * @see https://github.com/GoogleCloudPlatform/cloud-sql-proxy/blob/main/internal/healthcheck/healthcheck.go
 * @see https://github.com/GoogleCloudPlatform/cloud-sql-proxy/blob/main/examples/k8s-health-check/proxy_with_http_health_check.yaml
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(CloudSqlProxy.of({ instances: ['shop:europe-west1:orders'] })));
 */
export class CloudSqlProxy {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'cloud-sql-proxy',
    title: 'Cloud SQL Auth Proxy',
    image: 'gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.28.0',
    requests: { cpu: '100m', memory: '128Mi' },
    ready: 'the proxy listens for every instance',
    stops: 'SIGTERM; `--exit-zero-on-sigterm` makes the exit code 0',
  };

  /**
   * The sidecar of the proxy.
   *
   * @param props instances, ports and how to connect
   * @throws if there is no instance, or if a prop is misspelt or has a wrong value
   */
  public static of(props: CloudSqlProxyProps): Sidecar {
    const { instances, port, privateIp = false, iamAuthentication = false, healthPort = 9090, ...common } =
      requireOptions('CloudSqlProxy.of', props, OPTIONS);
    return presetSidecar(CloudSqlProxy._facts, common, {
      args: [
        ...instances,
        '--health-check', '--http-address=0.0.0.0', `--http-port=${healthPort}`, '--exit-zero-on-sigterm',
        ...(port === undefined ? [] : [`--port=${port}`]),
        ...(privateIp ? ['--private-ip'] : []),
        ...(iamAuthentication ? ['--auto-iam-authn'] : []),
      ],
      ports: [{ containerPort: healthPort }],
      readyWhen: Check.httpGet('/startup', { port: healthPort }),
    });
  }

  private constructor() {}
}
