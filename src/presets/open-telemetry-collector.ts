import { Check } from '../check';
import { canonical } from '../private/canonical';
import { escapeReferences } from '../private/check-target';
import { isObject, type JsonObject } from '../private/manifest';
import { type OptionRules, PORT_NUMBER, required, requireOptions } from '../private/option';
import { json, PRESET_OPTIONS, type PresetFacts, presetSidecar } from '../private/preset';
import type { Sidecar } from '../sidecar';
import type { PresetProps } from './preset-props';

/** Props of `OpenTelemetryCollector.of`. */
export interface OpenTelemetryCollectorProps extends PresetProps {
  /**
   * The configuration of the collector as an object: receivers, exporters, service and more. The preset adds the extension
   * `health_check`.
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly config: any;

  /**
   * Port of the extension `health_check`, 1 to 65535.
   *
   * @default 13133
   */
  readonly healthPort?: number;
}

const OPTIONS: OptionRules<OpenTelemetryCollectorProps> = {
  ...PRESET_OPTIONS,
  config: required(json(
    'a configuration without the extension "health_check", such as { receivers: {}, exporters: {}, service: { pipelines: {} } }',
    (value) => !('health_check' in field(value, 'extensions')),
  )),
  healthPort: PORT_NUMBER,
};

/**
 * The OpenTelemetry Collector. The variable `OTELCOL_CONFIG` carries the configuration, so the Pod needs no ConfigMap.
 *
 * The check is the extension `health_check`: all components have started.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/extension/healthcheckextension
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/main/confmap/provider/envprovider
 * @see https://github.com/open-telemetry/opentelemetry-collector-releases/blob/main/distributions/otelcol/Dockerfile
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(OpenTelemetryCollector.of({
 *   config: {
 *     receivers: { otlp: { protocols: { grpc: { endpoint: 'localhost:4317' } } } },
 *     exporters: { otlp: { endpoint: 'traces.example:4317' } },
 *     service: { pipelines: { traces: { receivers: ['otlp'], exporters: ['otlp'] } } },
 *   },
 * })));
 */
export class OpenTelemetryCollector {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'otel-collector',
    title: 'OpenTelemetry Collector',
    image: 'otel/opentelemetry-collector:0.159.0',
    requests: { cpu: '100m', memory: '128Mi' },
    ready: 'all components of the collector have started',
    stops: 'SIGTERM; the collector sends what its exporters have queued',
  };

  /**
   * The sidecar of the collector.
   *
   * @param props configuration and port
   * @throws if the configuration is missing or has the extension `health_check`, or if a prop is misspelt or has a wrong value
   */
  public static of(props: OpenTelemetryCollectorProps): Sidecar {
    const given = requireOptions('OpenTelemetryCollector.of', props, OPTIONS);
    const { healthPort = 13133 } = given;
    const text = canonical(withHealthCheck(given.config as JsonObject, healthPort));
    return presetSidecar(OpenTelemetryCollector._facts, given, {
      args: ['--config=env:OTELCOL_CONFIG'],
      env: { OTELCOL_CONFIG: escapeReferences(text) },
      ports: [{ containerPort: healthPort }],
      readyWhen: Check.httpGet('/', { port: healthPort }),
    });
  }

  private constructor() {}
}

function withHealthCheck(config: JsonObject, port: number): JsonObject {
  const service = field(config, 'service');
  const names = Array.isArray(service.extensions) ? service.extensions as unknown[] : [];
  return {
    ...config,
    extensions: { ...field(config, 'extensions'), health_check: { endpoint: `0.0.0.0:${port}` } },
    service: { ...service, extensions: ['health_check', ...names] },
  };
}

function field(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isObject(value) ? value : {};
}
