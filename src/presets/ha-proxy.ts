import { Check } from '../check';
import { type OptionRules, PORT_NUMBER, required, requireOptions } from '../private/option';
import {
  configMapMount, objectName, PRESET_OPTIONS, type PresetFacts, presetSidecar, scratchMount, writesThenRuns,
} from '../private/preset';
import type { Sidecar } from '../sidecar';
import type { PresetProps } from './preset-props';

/** Props of `HaProxy.of`. */
export interface HaProxyProps extends PresetProps {
  /** Name of a ConfigMap with the configuration of HAProxy, key `haproxy.cfg`. */
  readonly configMap: string;

  /**
   * Port of `/ready`, 1024 to 65535.
   *
   * @default 8405
   */
  readonly readyPort?: number;
}

const OPTIONS: OptionRules<HaProxyProps> = {
  ...PRESET_OPTIONS,
  configMap: required(objectName('ConfigMap', 'the key "haproxy.cfg"')),
  readyPort: PORT_NUMBER,
};

/**
 * HAProxy.
 *
 * The check is the `monitor-uri` of a frontend that the preset adds in a second file. HAProxy opens all ports before it answers, so every
 * frontend listens then. The check does not ask for servers of a backend.
 *
 * @see https://docs.haproxy.org/3.2/configuration.html#monitor-uri
 * @see https://docs.haproxy.org/3.2/management.html#4
 * @see https://github.com/docker-library/haproxy/blob/master/3.4/alpine/Dockerfile
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(HaProxy.of({ configMap: 'routes' })));
 */
export class HaProxy {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'haproxy',
    title: 'HAProxy',
    image: 'haproxy:3.4.3-alpine',
    user: 99,
    requests: { cpu: '50m', memory: '64Mi' },
    ready: 'every frontend listens',
    stops: 'SIGUSR1, the signal of the image; HAProxy ends when its connections have ended: set `hard-stop-after`',
  };

  /**
   * The sidecar of HAProxy.
   *
   * @param props configuration and port
   * @throws if the configuration is missing, or if a prop is misspelt or has a wrong value
   */
  public static of(props: HaProxyProps): Sidecar {
    const { configMap, readyPort = 8405, ...common } = requireOptions('HaProxy.of', props, OPTIONS);
    const ready = `frontend startgate-ready\n  bind :${readyPort}\n  mode http\n  timeout client 5s\n  monitor-uri /ready\n`;
    const program = ['haproxy', '-W', '-db', '-f', '/usr/local/etc/haproxy/haproxy.cfg', '-f', '/tmp/ready.cfg'];
    return presetSidecar(HaProxy._facts, common, {
      command: writesThenRuns('/tmp/ready.cfg', ready, program),
      ports: [{ containerPort: readyPort }],
      mounts: [configMapMount(configMap, '/usr/local/etc/haproxy'), scratchMount('tmp', '/tmp')],
      readyWhen: Check.httpGet('/ready', { port: readyPort }),
    });
  }

  private constructor() {}
}
