import { Check } from '../check';
import { type OptionRules, PORT_NUMBER, required, requireOptions } from '../private/option';
import { configMapMount, objectName, PRESET_OPTIONS, type PresetFacts, presetSidecar } from '../private/preset';
import type { Sidecar } from '../sidecar';
import type { PresetProps } from './preset-props';

/** Props of `FluentBit.of`. */
export interface FluentBitProps extends PresetProps {
  /**
   * Name of a ConfigMap with the configuration of Fluent Bit, key `fluent-bit.yaml`. The section `service` must have `health_check: on`:
   * no argument turns it on, and without it the gate stays closed.
   */
  readonly configMap: string;

  /**
   * Port of the HTTP server, 1 to 65535.
   *
   * @default 2020
   */
  readonly port?: number;
}

const OPTIONS: OptionRules<FluentBitProps> = {
  ...PRESET_OPTIONS,
  configMap: required(objectName('ConfigMap', 'the key "fluent-bit.yaml"')),
  port: PORT_NUMBER,
};

/**
 * Fluent Bit, with its HTTP server.
 *
 * The check is `/api/v1/health`: the pipeline runs, and its outputs have fewer errors than `hc_errors_count`.
 *
 * No test of this project runs the program with this preset. The preset follows the pages below.
 *
 * @see https://docs.fluentbit.io/manual/administration/monitoring#health-check-for-fluent-bit
 * @see https://github.com/fluent/fluent-bit/blob/master/dockerfiles/Dockerfile
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(FluentBit.of({ configMap: 'logs' })));
 */
export class FluentBit {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'fluent-bit',
    title: 'Fluent Bit',
    image: 'fluent/fluent-bit:5.1.1',
    user: 65532,
    requests: { cpu: '50m', memory: '64Mi' },
    ready: 'the pipeline runs without too many errors',
    stops: 'SIGTERM; Fluent Bit sends what it has, for at most `grace` seconds',
  };

  /**
   * The sidecar of Fluent Bit.
   *
   * @param props configuration and port
   * @throws if the configuration is missing, or if a prop is misspelt or has a wrong value
   */
  public static of(props: FluentBitProps): Sidecar {
    const { configMap, port = 2020, ...common } = requireOptions('FluentBit.of', props, OPTIONS);
    return presetSidecar(FluentBit._facts, common, {
      args: ['--http', `--port=${port}`, '--config=/etc/fluent-bit/fluent-bit.yaml'],
      ports: [{ containerPort: port }],
      mounts: [configMapMount(configMap, '/etc/fluent-bit')],
      readyWhen: Check.httpGet('/api/v1/health', { port }),
    });
  }

  private constructor() {}
}
