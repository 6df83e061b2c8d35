import { Check } from '../check';
import { IMAGE, type OptionRules, PORT_NUMBER, required, requireOptions, text } from '../private/option';
import { configMapMount, objectName, PRESET_OPTIONS, type PresetFacts, presetSidecar } from '../private/preset';
import type { Sidecar } from '../sidecar';
import type { PresetBaseProps } from './preset-props';

/** Props of `ConfigSidecar.of`. */
export interface ConfigSidecarProps extends PresetBaseProps {
  /** Image reference. The image is built from the target `sidecar` of the Dockerfile in the package `startgate`. */
  readonly image: string;

  /** Name of a ConfigMap with the configuration, as JSON or YAML. */
  readonly configMap: string;

  /**
   * Key of the configuration in the ConfigMap.
   *
   * @default 'config.yaml'
   */
  readonly key?: string;

  /**
   * Port of `/ready`, `/live` and `/metrics`, 1 to 65535.
   *
   * @default 8080
   */
  readonly port?: number;
}

const OPTIONS: OptionRules<ConfigSidecarProps> = {
  ...PRESET_OPTIONS,
  image: required(IMAGE),
  configMap: required(objectName('ConfigMap', 'the configuration')),
  key: text('a key of a ConfigMap, such as "config.yaml"', /^[\w.-]+$/u),
  port: PORT_NUMBER,
};

/**
 * The sidecar of the package `startgate`: it reads a configuration, checks that the file is valid, and follows its changes.
 *
 * The check is `/ready`. The sidecar says by itself when it becomes ready, so a waiter does not poll. `/live` fails only when a restart can
 * help: use it for a liveness probe.
 *
 * @see https://github.com/startgate/cdk8s-startgate/blob/main/sidecar-runtime/README.md
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(ConfigSidecar.of({
 *   image: 'registry.example/startgate-node:0.1.0', configMap: 'settings',
 * })));
 */
export class ConfigSidecar {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'config-sidecar',
    title: 'configuration sidecar of `startgate`',
    requests: { cpu: '20m', memory: '64Mi' },
    ready: 'the configuration is valid',
    stops: 'SIGTERM; the sidecar is no longer ready, and answers what it has accepted',
  };

  /**
   * The sidecar of the package `startgate`.
   *
   * @param props image, configuration and port
   * @throws if the image or the configuration is missing, or if a prop is misspelt or has a wrong value
   */
  public static of(props: ConfigSidecarProps): Sidecar {
    const { configMap, key = 'config.yaml', port = 8080, ...common } = requireOptions('ConfigSidecar.of', props, OPTIONS);
    return presetSidecar(ConfigSidecar._facts, common, {
      args: ['serve', '--config', `/etc/startgate/${key}`, '--port', `${port}`],
      ports: [{ containerPort: port }],
      mounts: [configMapMount(configMap, '/etc/startgate')],
      readyWhen: Check.httpGet('/ready', { port }),
    });
  }

  private constructor() {}
}
