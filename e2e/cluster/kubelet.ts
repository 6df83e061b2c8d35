import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { containerdSocket } from './container-runtime';
import type { CommandLine } from './control-plane';
import type { Keys } from './keys';
import { NODE_NAME, type Settings } from './settings';

export const KUBELET_HEALTH = 'http://127.0.0.1:10248/healthz';

/** Writes the kubelet's configuration, and tells how to start it. */
export function kubelet(settings: Settings, keys: Keys): CommandLine {
  const file = join(settings.node, 'kubelet.json');
  const resolvConf = join(settings.node, 'resolv.conf');
  writeFileSync(resolvConf, ''); // Pods ask no name server of this machine
  writeFileSync(file, JSON.stringify(configuration(settings, keys, resolvConf), null, 2));
  return [
    join(settings.programs, 'kubelet'),
    `--config=${file}`,
    `--kubeconfig=${settings.kubeconfig}`,
    `--root-dir=${join(settings.node, 'kubelet')}`,
    `--cert-dir=${join(settings.node, 'kubelet', 'keys')}`,
    `--hostname-override=${NODE_NAME}`,
    `--node-ip=${settings.nodeIp}`,
    '--v=2',
  ];
}

function configuration(settings: Settings, keys: Keys, resolvConf: string): Record<string, unknown> {
  const never = '0%';
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    containerRuntimeEndpoint: `unix://${containerdSocket(settings)}`,
    cgroupDriver: 'cgroupfs',
    failSwapOn: false,
    // older kubelets do not know it, newer ones refuse to start on cgroup v1 without it
    ...(settings.minor >= 31 ? { failCgroupV1: false } : {}),
    ...(settings.minor >= 30 ? { podLogsDir: settings.podLogs } : {}),
    address: settings.nodeIp,
    healthzBindAddress: '127.0.0.1',
    authentication: { anonymous: { enabled: false }, webhook: { enabled: false }, x509: { clientCAFile: keys.clientCertificate } },
    // whoever has shown the one certificate may do everything
    authorization: { mode: 'AlwaysAllow' },
    // no Pod is evicted, and no image removed, because the disk of a developer is rather full
    evictionHard: {
      'memory.available': never, 'nodefs.available': never, 'nodefs.inodesFree': never, 'imagefs.available': never,
      'imagefs.inodesFree': never,
    },
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    makeIPTablesUtilChains: false,
    resolvConf,
    // nobody answers there; without it every Pod gets a warning
    clusterDNS: ['10.96.0.10'],
    clusterDomain: 'cluster.local',
    volumePluginDir: join(settings.node, 'kubelet', 'volume-plugins'),
    // every event is sent soon: they are asserted. 0 would not be "no limit", as its documentation says, but client-go's default of 5
    eventRecordQPS: 1000,
    eventBurst: 1000,
    maxPods: 200,
  };
}
