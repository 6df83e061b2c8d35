import { Check } from '../check';
import { type OptionRules, PORT_NUMBER, requireOptions } from '../private/option';
import { configMapMount, objectName, PRESET_OPTIONS, type PresetFacts, presetSidecar } from '../private/preset';
import type { Sidecar } from '../sidecar';
import type { PresetProps } from './preset-props';

/** Props of `StatsdExporter.of`. */
export interface StatsdExporterProps extends PresetProps {
  /**
   * Name of a ConfigMap with the mapping of metrics, key `mapping.yaml`.
   *
   * @default - no mapping
   */
  readonly configMap?: string;

  /**
   * Port on which the exporter takes StatsD lines, over UDP and TCP, 1 to 65535.
   *
   * @default 9125
   */
  readonly statsdPort?: number;

  /**
   * Port of `/metrics` and of the health endpoints, 1 to 65535.
   *
   * @default 9102
   */
  readonly metricsPort?: number;
}

const OPTIONS: OptionRules<StatsdExporterProps> = {
  ...PRESET_OPTIONS,
  configMap: objectName('ConfigMap', 'the key "mapping.yaml"'),
  statsdPort: PORT_NUMBER,
  metricsPort: PORT_NUMBER,
};

/**
 * The StatsD exporter of Prometheus.
 *
 * The check is `/-/ready`: the exporter opens the ports for StatsD first, then this one.
 *
 * @see https://github.com/prometheus/statsd_exporter/blob/master/main.go
 * @see https://github.com/prometheus/statsd_exporter/blob/master/Dockerfile
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(StatsdExporter.of()));
 */
export class StatsdExporter {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'statsd-exporter',
    title: 'StatsD exporter',
    image: 'prom/statsd-exporter:v0.31.0',
    requests: { cpu: '20m', memory: '32Mi' },
    ready: 'the exporter takes StatsD lines',
    stops: 'SIGTERM; the exporter ends at once',
  };

  /**
   * The sidecar of the exporter.
   *
   * @param props mapping and ports
   * @throws if a prop is misspelt or has a wrong value
   */
  public static of(props: StatsdExporterProps = {}): Sidecar {
    const { configMap, statsdPort = 9125, metricsPort = 9102, ...common } = requireOptions('StatsdExporter.of', props, OPTIONS);
    const hasMapping = configMap !== undefined;
    return presetSidecar(StatsdExporter._facts, common, {
      args: [
        `--web.listen-address=:${metricsPort}`, `--statsd.listen-udp=:${statsdPort}`, `--statsd.listen-tcp=:${statsdPort}`,
        ...(hasMapping ? ['--statsd.mapping-config=/etc/statsd-exporter/mapping.yaml'] : []),
      ],
      ports: [
        { containerPort: metricsPort },
        { containerPort: statsdPort, protocol: 'UDP' },
        { containerPort: statsdPort },
      ],
      mounts: hasMapping ? [configMapMount(configMap, '/etc/statsd-exporter')] : [],
      readyWhen: Check.httpGet('/-/ready', { port: metricsPort }),
    });
  }

  private constructor() {}
}
