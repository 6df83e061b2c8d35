import { Check } from '../check';
import { ListensOn } from '../listens-on';
import { canonical } from '../private/canonical';
import { escapeReferences } from '../private/check-target';
import type { JsonObject } from '../private/manifest';
import { type OptionRules, PORT_NUMBER, required, requireOptions } from '../private/option';
import { json, PRESET_OPTIONS, type PresetFacts, presetSidecar } from '../private/preset';
import type { Sidecar } from '../sidecar';
import type { PresetProps } from './preset-props';

/** Props of `Envoy.of`. */
export interface EnvoyProps extends PresetProps {
  /** The bootstrap configuration as an object. The preset adds `admin`. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly config: any;

  /**
   * Port of the admin interface on 127.0.0.1, 1 to 65535.
   *
   * @default 9901
   */
  readonly adminPort?: number;
}

const OPTIONS: OptionRules<EnvoyProps> = {
  ...PRESET_OPTIONS,
  config: required(json(
    'a bootstrap configuration without "admin", such as { static_resources: { listeners: [] } }', (value) => !('admin' in value),
  )),
  adminPort: PORT_NUMBER,
};

/**
 * Envoy. An argument carries the configuration, so the Pod needs no ConfigMap.
 *
 * The check is `/ready` of the admin interface: the server is LIVE, with all clusters and listeners of its start. The admin interface can
 * stop Envoy, so it listens on 127.0.0.1 only. The kubelet can't reach it there: the order needs a `runtimeImage` or `waiterPath`.
 *
 * No test of this project runs the program with this preset. The preset follows the pages below.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/operations/admin#get--ready
 * @see https://www.envoyproxy.io/docs/envoy/latest/operations/cli#cmdoption-config-yaml
 * @see https://github.com/envoyproxy/envoy/blob/main/distribution/docker/Dockerfile-envoy
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(Envoy.of({ config: { static_resources: { listeners: [], clusters: [] } } })));
 */
export class Envoy {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'envoy',
    title: 'Envoy',
    image: 'envoyproxy/envoy:distroless-v1.39.1',
    user: 65532,
    requests: { cpu: '100m', memory: '128Mi' },
    ready: 'the server is LIVE, with the clusters and listeners of its start',
    stops: 'SIGTERM; Envoy ends at once, without draining',
  };

  /**
   * The sidecar of Envoy.
   *
   * @param props configuration and port
   * @throws if the configuration is missing or has `admin`, or if a prop is misspelt or has a wrong value
   */
  public static of(props: EnvoyProps): Sidecar {
    const given = requireOptions('Envoy.of', props, OPTIONS);
    const { adminPort = 9901 } = given;
    const admin = { address: { socket_address: { address: '127.0.0.1', port_value: adminPort } } };
    return presetSidecar(Envoy._facts, given, {
      args: ['--config-yaml', escapeReferences(canonical({ ...(given.config as JsonObject), admin })), '--disable-hot-restart'],
      ports: [{ containerPort: adminPort }],
      readyWhen: Check.httpGet('/ready', { port: adminPort, listensOn: ListensOn.LOOPBACK }),
    });
  }

  private constructor() {}
}
