import { Check } from '../check';
import { type OptionRules, PORT_NUMBER, required, requireOptions, text } from '../private/option';
import { configMapMount, objectName, PRESET_OPTIONS, type PresetFacts, presetSidecar } from '../private/preset';
import type { Sidecar } from '../sidecar';
import type { PresetProps } from './preset-props';

/** Props of `Dapr.of`. */
export interface DaprProps extends PresetProps {
  /** Name of the application in Dapr. */
  readonly appId: string;

  /**
   * Port on which the application serves Dapr, 1 to 65535.
   *
   * @default - Dapr calls nothing in the application
   */
  readonly appPort?: number;

  /**
   * Name of a ConfigMap with components, one file a key.
   *
   * @default - no components
   */
  readonly configMap?: string;

  /**
   * Port of the health endpoints, 1 to 65535. The API itself listens on 127.0.0.1, port 3500 for HTTP and 50001 for gRPC.
   *
   * @default 3501
   */
  readonly publicPort?: number;
}

const OPTIONS: OptionRules<DaprProps> = {
  ...PRESET_OPTIONS,
  appId: required(text('the name of an application, such as "orders"', /^[\w.-]+$/u)),
  appPort: PORT_NUMBER,
  configMap: objectName('ConfigMap', 'components'),
  publicPort: PORT_NUMBER,
};

/**
 * The Dapr sidecar in standalone mode, with components from a ConfigMap and without a control plane. With the control plane, the injector
 * of Dapr adds its own sidecar: name it with `order.container('daprd')`.
 *
 * The check is `/v1.0/healthz/outbound`: all components are initialized. `/v1.0/healthz` also waits for the application, which waits for
 * Dapr. The check asks the public port, because the kubelet can't reach the API on 127.0.0.1.
 *
 * No test of this project runs the program with this preset. The preset follows the pages below.
 *
 * @see https://docs.dapr.io/reference/api/health_api/
 * @see https://github.com/dapr/dapr/blob/master/pkg/api/http/healthz.go
 * @see https://github.com/dapr/dapr/blob/master/docker/Dockerfile
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(Dapr.of({ appId: 'orders', appPort: 8080, configMap: 'components' })));
 */
export class Dapr {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'daprd',
    title: 'Dapr',
    image: 'daprio/daprd:1.18.3',
    requests: { cpu: '100m', memory: '128Mi' },
    ready: 'all components are initialized',
    stops: 'SIGTERM; Dapr closes its components within `--dapr-graceful-shutdown-seconds`',
  };

  /**
   * The sidecar of Dapr.
   *
   * @param props application, components and port
   * @throws if the name of the application is missing, or if a prop is misspelt or has a wrong value
   */
  public static of(props: DaprProps): Sidecar {
    const { appId, appPort, configMap, publicPort = 3501, ...common } = requireOptions('Dapr.of', props, OPTIONS);
    return presetSidecar(Dapr._facts, common, {
      command: ['/daprd'],
      args: [
        `--app-id=${appId}`, '--mode=standalone', '--dapr-listen-addresses=127.0.0.1', `--dapr-public-port=${publicPort}`,
        ...(appPort === undefined ? [] : [`--app-port=${appPort}`]),
        ...(configMap === undefined ? [] : ['--resources-path=/components']),
      ],
      ports: [{ containerPort: publicPort }],
      mounts: configMap === undefined ? [] : [configMapMount(configMap, '/components')],
      readyWhen: Check.httpGet('/v1.0/healthz/outbound', { port: publicPort }),
    });
  }

  private constructor() {}
}
