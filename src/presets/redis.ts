import { Check } from '../check';
import { type OptionRules, PORT_NUMBER, requireOptions, text } from '../private/option';
import { PRESET_OPTIONS, type PresetFacts, presetSidecar, scratchMount } from '../private/preset';
import type { Sidecar } from '../sidecar';
import type { PresetProps } from './preset-props';

/** Props of `Redis.of`. */
export interface RedisProps extends PresetProps {
  /**
   * How much Redis keeps before it evicts the keys that were used least recently, as Redis spells it.
   *
   * @default '64mb'
   */
  readonly maxMemory?: string;

  /**
   * Port of Redis, 1 to 65535.
   *
   * @default 6379
   */
  readonly port?: number;
}

const OPTIONS: OptionRules<RedisProps> = {
  ...PRESET_OPTIONS,
  maxMemory: text('an amount of memory as Redis spells it, such as "64mb"', /^\d+([kmg]b?)?$/iu),
  port: PORT_NUMBER,
};

/**
 * Redis as a cache of one Pod: nothing is kept on a disk, and only the containers of the Pod may send commands.
 *
 * The check is a TCP connection. Redis accepts connections when it can answer, because it has nothing to load. In protected mode Redis
 * accepts a connection from the kubelet, and answers no command there.
 *
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/security/#protected-mode
 * @see https://redis.io/docs/latest/operate/oss_and_stack/reference/signals/
 * @see https://github.com/redis/docker-library-redis/blob/master/README.md
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(Redis.of({ maxMemory: '128mb' })));
 */
export class Redis {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'redis',
    title: 'Redis',
    image: 'redis:8.10.1-alpine',
    user: 999,
    requests: { cpu: '50m', memory: '96Mi' },
    ready: 'Redis answers commands',
    stops: 'SIGTERM; Redis ends at once, and the cache is lost',
  };

  /**
   * The sidecar of Redis.
   *
   * @param props memory and port
   * @throws if a prop is misspelt or has a wrong value
   */
  public static of(props: RedisProps = {}): Sidecar {
    const { maxMemory = '64mb', port = 6379, ...common } = requireOptions('Redis.of', props, OPTIONS);
    return presetSidecar(Redis._facts, common, {
      command: [
        'redis-server', '--port', `${port}`, '--protected-mode', 'yes', '--save', '', '--appendonly', 'no',
        '--maxmemory', maxMemory, '--maxmemory-policy', 'allkeys-lru',
      ],
      ports: [{ containerPort: port }],
      mounts: [scratchMount('data', '/data')],
      readyWhen: Check.tcpSocket({ port }),
    });
  }

  private constructor() {}
}
