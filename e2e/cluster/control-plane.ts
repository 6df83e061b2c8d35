import { join } from 'node:path';
import type { Keys } from './keys';
import type { Settings } from './settings';

/** A program with its arguments. */
export type CommandLine = readonly [file: string, ...args: string[]];

export function etcd({ node, etcdPort }: Settings): CommandLine {
  const clients = `http://127.0.0.1:${etcdPort}`;
  const peers = `http://127.0.0.1:${etcdPort + 1}`;
  return [
    'etcd',
    `--data-dir=${join(node, 'etcd')}`,
    `--listen-client-urls=${clients}`,
    `--advertise-client-urls=${clients}`,
    `--listen-peer-urls=${peers}`,
    `--initial-advertise-peer-urls=${peers}`,
    `--initial-cluster=default=${peers}`,
    '--logger=zap',
    '--log-level=warn',
  ];
}

/** Listens on the loopback address only: Pods do not reach it, nor does anybody else. */
export function apiServer(settings: Settings, keys: Keys): CommandLine {
  return [
    join(settings.programs, 'kube-apiserver'),
    `--etcd-servers=http://127.0.0.1:${settings.etcdPort}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${settings.port}`,
    // an address for others, which must not be a loopback one; nothing listens there, so it is not published
    `--advertise-address=${settings.nodeIp}`,
    '--endpoint-reconciler-type=none',
    `--cert-dir=${join(keys.folder, 'server')}`,
    `--token-auth-file=${keys.tokens}`,
    '--anonymous-auth=false',
    '--authorization-mode=AlwaysAllow',
    '--allow-privileged=true',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--service-account-issuer=https://startgate-e2e',
    `--service-account-key-file=${keys.accountPublicKey}`,
    `--service-account-signing-key-file=${keys.accountKey}`,
    // the node's name is in no DNS
    '--kubelet-preferred-address-types=InternalIP',
    `--kubelet-client-certificate=${keys.clientCertificate}`,
    `--kubelet-client-key=${keys.clientKey}`,
  ];
}

/** There is only one of each: nobody has to be elected. */
const ALONE = ['--leader-elect=false', '--bind-address=127.0.0.1'];

export function controllerManager(settings: Settings, keys: Keys): CommandLine {
  return [
    join(settings.programs, 'kube-controller-manager'),
    `--kubeconfig=${settings.kubeconfig}`,
    ...ALONE,
    `--service-account-private-key-file=${keys.accountKey}`,
    `--root-ca-file=${keys.serverCertificate}`,
  ];
}

export function scheduler(settings: Settings): CommandLine {
  return [join(settings.programs, 'kube-scheduler'), `--kubeconfig=${settings.kubeconfig}`, ...ALONE];
}
