import { Check } from '../check';
import { type OptionRules, PORT_NUMBER, required, requireOptions } from '../private/option';
import {
  configMapMount, objectName, PRESET_OPTIONS, type PresetFacts, presetSidecar, scratchMount, writesThenRuns,
} from '../private/preset';
import type { Sidecar } from '../sidecar';
import type { PresetProps } from './preset-props';

/** Props of `Nginx.of`. */
export interface NginxProps extends PresetProps {
  /** Name of a ConfigMap with `server` and `upstream` blocks, in keys that end with `.conf`. */
  readonly configMap: string;

  /**
   * Port of `/ready`, 1024 to 65535.
   *
   * @default 8081
   */
  readonly readyPort?: number;
}

const OPTIONS: OptionRules<NginxProps> = {
  ...PRESET_OPTIONS,
  configMap: required(objectName('ConfigMap', 'keys that end with ".conf"')),
  readyPort: PORT_NUMBER,
};
/** Where nginx writes files for itself. */
const BODIES = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `  ${kind}_temp_path /tmp/${kind};`).join('\n');

/**
 * nginx, of the image that needs no root.
 *
 * The check is `/ready` of a server that the preset adds on a port of its own. nginx opens all ports before a worker answers, so every
 * server of the ConfigMap listens then.
 *
 * @see https://github.com/nginx/docker-nginx-unprivileged/blob/main/README.md
 * @see https://nginx.org/en/docs/control.html
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(Nginx.of({ configMap: 'servers' })));
 */
export class Nginx {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'nginx',
    title: 'nginx',
    image: 'nginxinc/nginx-unprivileged:1.30.4-alpine-slim',
    requests: { cpu: '50m', memory: '32Mi' },
    ready: 'every server of the configuration listens',
    stops: 'SIGQUIT, the signal of the image; nginx answers what it has accepted',
  };

  /**
   * The sidecar of nginx.
   *
   * @param props configuration and port
   * @throws if the configuration is missing, or if a prop is misspelt or has a wrong value
   */
  public static of(props: NginxProps): Sidecar {
    const { configMap, readyPort = 8081, ...common } = requireOptions('Nginx.of', props, OPTIONS);
    return presetSidecar(Nginx._facts, common, {
      command: writesThenRuns('/tmp/nginx.conf', fileOf(readyPort), ['nginx', '-e', 'stderr', '-c', '/tmp/nginx.conf', '-g', 'daemon off;']),
      ports: [{ containerPort: readyPort }],
      mounts: [configMapMount(configMap, '/etc/nginx/conf.d'), scratchMount('tmp', '/tmp')],
      readyWhen: Check.httpGet('/ready', { port: readyPort }),
    });
  }

  private constructor() {}
}

function fileOf(port: number): string {
  return `pid /tmp/nginx.pid;
error_log stderr notice;
events {}
http {
  include /etc/nginx/mime.types;
  access_log /dev/stdout;
${BODIES}
  include /etc/nginx/conf.d/*.conf;
  server {
    listen ${port};
    access_log off;
    location = /ready { return 200; }
    location / { return 404; }
  }
}
`;
}
