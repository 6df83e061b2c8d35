import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from './command';
import { containerdSocket, containerRuntime } from './container-runtime';
import { apiServer, controllerManager, etcd, scheduler, type CommandLine } from './control-plane';
import { Daemon } from './daemon';
import { type Keys, makeKeys } from './keys';
import { kubelet, KUBELET_HEALTH } from './kubelet';
import { Kubectl } from './kubectl';
import { clearTraces, endContainers, endShims, mountsBelow } from './leftovers';
import { NODE_NAME, readSettings, type Settings } from './settings';
import { waitFor } from './wait-for';

/** In the order in which they are started. */
export const COMPONENTS = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'containerd', 'kubelet'] as const;
export type Component = (typeof COMPONENTS)[number];

/** One Kubernetes node on this machine. Everything that is not running is started, what runs is left alone. */
export class Cluster {
  readonly kubectl: Kubectl;

  constructor(
    readonly settings: Settings,
    private readonly say: (line: string) => void = () => undefined,
  ) {
    this.kubectl = new Kubectl(settings);
  }

  /** Up to a container runtime: images can be loaded. */
  async startRuntime(): Promise<void> {
    for (const name of COMPONENTS.slice(0, -1)) await this.start(name);
  }

  /** Up to a node that is Ready. The images must have been loaded. */
  async startNode(): Promise<void> {
    await this.start('kubelet');
    await waitFor('the default service account exists', async () =>
      (await this.kubectl.attempt(['get', 'serviceaccount', 'default'])).code === 0 ? true : undefined);
  }

  /** Starts one component unless it runs, and waits until it works. */
  async start(name: Component): Promise<void> {
    const daemon = this.daemon(name);
    const { node } = this.settings;
    mkdirSync(node, { recursive: true });
    const [file, ...args] = this.commandLine(name, await makeKeys(this.settings));
    const begin = performance.now();
    const since = new Date(Math.floor(Date.now() / 1000) * 1000);
    if (!daemon.start(file, args)) return;
    await waitFor(`${name} works`, async () => {
      if (daemon.pid === undefined) throw new Error(`${name} has ended\n${daemon.tail()}`);
      return (await this.works(name, since)) ? true : undefined;
    }, { milliseconds: 120_000, instead: () => daemon.tail() });
    this.say(`${name} works (${((performance.now() - begin) / 1000).toFixed(1)} s)`);
  }

  /** Stops one component. Containers go on without containerd and kubelet. */
  async stop(name: Component, signal?: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (await this.daemon(name).stop(signal)) this.say(`${name} stopped`);
  }

  runs(name: Component): boolean {
    return this.daemon(name).pid !== undefined;
  }

  /** As if the machine were switched off: no container is left, but what is on disk. */
  async down(): Promise<void> {
    await this.stop('kubelet');
    if (this.runs('containerd')) await endContainers(this.settings);
    await this.stop('containerd');
    endShims(this.settings);
    for (const name of COMPONENTS.slice(0, 4).reverse()) await this.stop(name);
    await clearTraces(this.settings);
  }

  /** Forgets all Pods; images and keys stay. It must be down. */
  forget(): void {
    const { node, podLogs } = this.settings;
    const left = mountsBelow(node);
    if (left.length > 0) throw new Error(`still mounted, so nothing is deleted: ${left.join(', ')}`);
    for (const name of ['etcd', 'kubelet', 'log']) rmSync(join(node, name), { recursive: true, force: true });
    if (podLogs.startsWith(node)) rmSync(podLogs, { recursive: true, force: true });
  }

  /** @throws if a node of another version was left running: it has the ports */
  mustBeAlone(): void {
    const nodes = join(this.settings.home, 'node');
    for (const version of existsSync(nodes) ? readdirSync(nodes) : []) {
      if (version === this.settings.version) continue;
      const other = new Cluster(readSettings(version));
      if (COMPONENTS.some((name) => other.runs(name))) {
        throw new Error(`a node of Kubernetes ${version} runs on this machine, which has room for one: stop it with "npm run e2e -- --kubernetes ${version} --down"`);
      }
    }
  }

  private daemon(name: Component): Daemon {
    return new Daemon(name, this.settings);
  }

  private commandLine(name: Component, keys: Keys): CommandLine {
    switch (name) {
      case 'etcd': return etcd(this.settings);
      case 'kube-apiserver': return apiServer(this.settings, keys);
      case 'kube-controller-manager': return controllerManager(this.settings, keys);
      case 'kube-scheduler': return scheduler(this.settings);
      case 'containerd': return containerRuntime(this.settings);
      case 'kubelet': return kubelet(this.settings, keys);
    }
  }

  private async works(name: Component, since: Date): Promise<boolean> {
    switch (name) {
      case 'etcd': return answers(`http://127.0.0.1:${this.settings.etcdPort}/health`);
      case 'kube-apiserver':
        return (await this.kubectl.attempt(['get', '--raw', '/readyz'])).code === 0
          && (await this.kubectl.attempt(['get', 'namespace', 'default'])).code === 0;
      case 'kube-controller-manager':
      case 'kube-scheduler': return true; // nobody waits for them but the node, below
      case 'containerd':
        return existsSync(containerdSocket(this.settings))
          && (await attempt('ctr', ['-a', containerdSocket(this.settings), 'version'])).code === 0;
      case 'kubelet': return (await answers(KUBELET_HEALTH)) && this.nodeIsReady(since);
    }
  }

  /** A condition from before a restart still stands until this kubelet has reported. */
  private async nodeIsReady(since: Date): Promise<boolean> {
    const { code, stdout } = await this.kubectl.attempt(['get', 'node', NODE_NAME, '-o', 'json']);
    if (code !== 0) return false;
    const { status } = JSON.parse(stdout) as { status: { conditions?: { type: string; status: string; lastHeartbeatTime: string }[] } };
    const ready = status.conditions?.find(({ type }) => type === 'Ready');
    return ready?.status === 'True' && new Date(ready.lastHeartbeatTime) >= since;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false; // it does not listen yet
  }
}
