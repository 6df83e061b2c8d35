import { homedir, networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { IMAGE_VOLUME_MINOR } from '../../src/private/kubernetes-version';
import { CONTAINERD, kubernetesVersion, type Version } from './versions';

/** The bridge that the Pods hang on; fixed, as are the kubelet's ports: a machine has room for one node. */
export const BRIDGE = 'startgate0';
export const NODE_NAME = 'startgate-e2e';

/** Where everything stands, and which version it is. No other file reads the environment. */
export interface Settings extends Version {
  /** The one folder that holds all state. */
  readonly home: string;
  /** Built Kubernetes programs. */
  readonly programs: string;
  /** Where containerd is built; undefined: the one of the distribution runs. */
  readonly containerd: string | undefined;
  /** What a node of this version remembers: etcd's data, images, keys, logs. */
  readonly node: string;
  /** Pid files and sockets. */
  readonly run: string;
  readonly logs: string;
  readonly podLogs: string;
  readonly kubeconfig: string;
  readonly nodeIp: string;
  readonly podCidr: string;
  readonly port: number;
  readonly etcdPort: number;
}

/**
 * @param wanted a short name such as `1.29`, or a full version such as `v1.33.2`; the default version if absent
 * @throws if the version is none, or the folder cannot hold sockets
 */
export function readSettings(wanted?: string, env: NodeJS.ProcessEnv = process.env): Settings {
  const { version, minor } = kubernetesVersion(wanted);
  const home = resolve(env.E2E_HOME ?? join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'startgate-e2e'));
  if (home.length > 60 || /\s/.test(home)) {
    throw new Error(`E2E_HOME must have at most 60 characters and no blanks, as it holds unix sockets; got "${home}"`);
  }
  const node = join(home, 'node', version);
  return {
    version,
    minor,
    home,
    programs: join(home, 'programs', version),
    containerd: minor >= IMAGE_VOLUME_MINOR ? join(home, 'programs', `containerd-${CONTAINERD}`) : undefined,
    node,
    run: join(node, 'run'),
    logs: join(node, 'log'),
    // kubelets before 1.30 know one place only
    podLogs: minor >= 30 ? join(node, 'pod-logs') : '/var/log/pods',
    kubeconfig: join(node, 'kubeconfig'),
    nodeIp: env.E2E_NODE_IP ?? ownAddress(),
    podCidr: env.E2E_POD_CIDR ?? '10.89.0.0/16',
    port: Number(env.E2E_PORT ?? 16443),
    etcdPort: Number(env.E2E_ETCD_PORT ?? 12379),
  };
}

/** The kubelet and the API server refuse a loopback address for a node. */
function ownAddress(): string {
  const addresses = Object.entries(networkInterfaces()).flatMap(([name, list]) => (name === BRIDGE ? [] : (list ?? [])));
  const own = addresses.find(({ family, internal }) => family === 'IPv4' && !internal);
  if (own === undefined) throw new Error('this machine has no IPv4 address beside the loopback one; set E2E_NODE_IP');
  return own.address;
}
