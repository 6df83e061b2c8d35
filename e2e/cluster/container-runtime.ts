import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandLine } from './control-plane';
import { cniFolder } from './requirements';
import { BRIDGE, type Settings } from './settings';

export const PAUSE_IMAGE = 'startgate.e2e/pause:1';

export function containerdSocket({ run }: Settings): string {
  return join(run, 'containerd.sock');
}

/** The name that the network's configuration has, and its files in /var/lib/cni. */
export const NETWORK = 'startgate-e2e';

/** Writes the configuration of containerd and of the Pods' network, and tells how to start it. */
export function containerRuntime(settings: Settings): CommandLine {
  const { node, run } = settings;
  const network = join(node, 'network');
  mkdirSync(network, { recursive: true });
  writeFileSync(join(network, '10-bridge.conflist'), JSON.stringify({
    cniVersion: '0.4.0',
    name: NETWORK,
    plugins: [{
      type: 'bridge',
      bridge: BRIDGE,
      isGateway: true,
      hairpinMode: true,
      // Pods reach each other and this machine, not the world: nothing needs iptables
      ipMasq: false,
      ipam: {
        type: 'host-local', dataDir: join(run, 'addresses'), ranges: [[{ subnet: settings.podCidr }]], routes: [{ dst: '0.0.0.0/0' }],
      },
    }],
  }));
  const config = join(node, 'containerd.toml');
  writeFileSync(config, configText(settings, network));
  return ['containerd', '--config', config];
}

/**
 * Everything below our own folder, so that a containerd of the machine is never touched.
 * `restrict_oom_score_adj` is for machines where nobody may lower that score: there, no Pod would start.
 */
function configText(settings: Settings, network: string): string {
  const at = (name: string) => JSON.stringify(join(settings.node, 'containerd', name));
  const cri = 'plugins."io.containerd.grpc.v1.cri"';
  return `version = 2
root = ${at('root')}
state = ${at('state')}

[grpc]
address = ${JSON.stringify(containerdSocket(settings))}

[plugins."io.containerd.internal.v1.opt"]
path = ${at('opt')}

[${cri}]
sandbox_image = "${PAUSE_IMAGE}"
disable_apparmor = true
restrict_oom_score_adj = true
netns_mounts_under_state_dir = true

[${cri}.cni]
bin_dir = ${JSON.stringify(cniFolder())}
conf_dir = ${JSON.stringify(network)}

[${cri}.containerd]
snapshotter = "overlayfs"
default_runtime_name = "runc"

[${cri}.containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"

[${cri}.containerd.runtimes.runc.options]
SystemdCgroup = false
Root = ${at('runc')}
`;
}
