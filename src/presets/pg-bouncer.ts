import { Check } from '../check';
import { type OptionRules, PORT_NUMBER, required, requireOptions } from '../private/option';
import { objectName, PRESET_OPTIONS, type PresetFacts, presetSidecar, scratchMount, writesThenRuns } from '../private/preset';
import type { Sidecar } from '../sidecar';
import type { PresetProps } from './preset-props';

/** Props of `PgBouncer.of`. */
export interface PgBouncerProps extends PresetProps {
  /**
   * Name of a Secret with the key `pgbouncer.ini`, and with the files that the configuration names, such as `userlist.txt`. The folder is
   * `/etc/pgbouncer`.
   */
  readonly secret: string;

  /**
   * Port of PgBouncer, 1024 to 65535. The preset sets `listen_port`.
   *
   * @default 6432
   */
  readonly port?: number;
}

const OPTIONS: OptionRules<PgBouncerProps> = {
  ...PRESET_OPTIONS,
  secret: required(objectName('Secret', 'the key "pgbouncer.ini"')),
  port: PORT_NUMBER,
};

/**
 * PgBouncer. The preset sets the address, the port, and a log on stderr, after the configuration of the Secret.
 *
 * The check is a TCP connection: PgBouncer has read its configuration and listens. PgBouncer connects to the database only for a client,
 * so the check says nothing about the database.
 *
 * @see https://www.pgbouncer.org/config.html
 * @see https://www.pgbouncer.org/usage.html#signals
 * @see https://github.com/edoburu/docker-pgbouncer/blob/master/Dockerfile
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(PgBouncer.of({ secret: 'pool' })));
 */
export class PgBouncer {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'pgbouncer',
    title: 'PgBouncer',
    image: 'edoburu/pgbouncer:v1.25.2-p0',
    user: 70,
    requests: { cpu: '50m', memory: '32Mi' },
    ready: 'PgBouncer listens; the database may be down',
    stops: 'SIGTERM; PgBouncer from 1.23 on waits until its clients have disconnected',
  };

  /**
   * The sidecar of PgBouncer.
   *
   * @param props configuration and port
   * @throws if the configuration is missing, or if a prop is misspelt or has a wrong value
   */
  public static of(props: PgBouncerProps): Sidecar {
    const { secret, port = 6432, ...common } = requireOptions('PgBouncer.of', props, OPTIONS);
    return presetSidecar(PgBouncer._facts, common, {
      command: writesThenRuns('/tmp/pgbouncer.ini', fileOf(port), ['pgbouncer', '/tmp/pgbouncer.ini']),
      ports: [{ containerPort: port }],
      mounts: [
        { suffix: 'config', path: '/etc/pgbouncer', readOnly: true, source: { secret: { secretName: secret } } },
        scratchMount('tmp', '/tmp'),
      ],
      readyWhen: Check.tcpSocket({ port }),
    });
  }

  private constructor() {}
}

/** Later values win. */
function fileOf(port: number): string {
  return `%include /etc/pgbouncer/pgbouncer.ini
[pgbouncer]
listen_addr = *
listen_port = ${port}
unix_socket_dir =
logfile =
pidfile =
`;
}
