import type { Cluster } from '../cluster/cluster';
import { attempt } from '../cluster/command';
import { containerdSocket } from '../cluster/container-runtime';
import { waitFor } from '../cluster/wait-for';
import { appOf } from './app-of';
import { Journal, type Entry } from './journal';
import { statusOf, type ContainerStatus, type Pod, type PodEvent } from './pod';
import type { Scenario } from './scenario';
import { startsOf, type Start } from './starts';

/** A scenario while it runs: its namespace, and what happens in it. */
export class Run {
  readonly journal: Journal;
  readonly namespace: string;

  constructor(
    readonly cluster: Cluster,
    private readonly scenario: Scenario,
  ) {
    this.namespace = scenario.name;
    this.journal = new Journal(cluster.settings.podLogs, this.namespace);
  }

  /** Synthesizes the app, has the API server check every field of it, and applies it. */
  async begin(): Promise<void> {
    const { podSecurity = 'restricted' } = this.scenario;
    await waitFor('the namespace of an earlier run is gone', async () =>
      (await this.cluster.kubectl.attempt(['get', 'namespace', this.namespace])).code === 0 ? undefined : true, { milliseconds: 120_000 });
    const labels = { 'startgate.dev/e2e': 'scenario', 'pod-security.kubernetes.io/enforce': podSecurity };
    await this.apply(JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: this.namespace, labels } }));
    const synthesized = appOf(this.scenario).synthYaml();
    const manifest = await this.scenario.render?.(synthesized) ?? synthesized;
    await waitFor('the service account of the namespace exists', async () =>
      (await this.cluster.kubectl.attempt(['-n', this.namespace, 'get', 'serviceaccount', 'default'])).code === 0 ? true : undefined);
    await this.apply(manifest, '--dry-run=server', '--validate=strict');
    await this.apply(manifest, '--validate=strict');
  }

  /** Deletes everything, and reads the last lines. */
  async end(): Promise<void> {
    await this.cluster.kubectl.run(['delete', 'namespace', this.namespace, '--ignore-not-found', '--wait=false']);
    // The namespace itself takes ten seconds more; a kubelet ends no Pod before a hook of it that runs.
    await waitFor('no Pod is left', async () => ((await this.pods()).length === 0 ? true : undefined), { milliseconds: 300_000 });
    this.journal.close();
  }

  /** Starts of the application's own process. */
  starts(dependent?: string, dependency?: string): Start[] {
    this.journal.read();
    return startsOf(this.journal.entries, dependent, dependency);
  }

  async pods(): Promise<Pod[]> {
    return (await this.cluster.kubectl.get<{ items: Pod[] }>(['pods', '-n', this.namespace])).items;
  }

  /** Waits until a container's status is as asked. */
  status(container: string, what: string, test: (status: ContainerStatus) => boolean, milliseconds?: number): Promise<ContainerStatus> {
    return waitFor(`${container} ${what}`, async () => {
      const found = (await this.pods()).map((pod) => statusOf(pod, container)).find((status) => status !== undefined);
      return found !== undefined && test(found) ? found : undefined;
    }, { milliseconds });
  }

  /** Waits for a Pod that is as asked. */
  pod(what: string, test: (pod: Pod) => boolean, milliseconds?: number): Promise<Pod> {
    return waitFor(`a Pod ${what}`, async () => (await this.pods()).find(test), { milliseconds });
  }

  /** Waits until a container has said so, for the `nth` time. */
  said(container: string, event: string, nth = 1, milliseconds?: number): Promise<Entry> {
    return waitFor(`${container} says "${event}"${nth > 1 ? ` ${nth} times` : ''}`, () => {
      this.journal.read();
      return this.journal.entries.filter((entry) => entry.container === container && entry.event === event)[nth - 1];
    }, { milliseconds });
  }

  /** Waits until a line of a container's log has this text. */
  logged(container: string, text: string, milliseconds?: number): Promise<string> {
    return waitFor(`${container} prints "${text}"`, () => {
      this.journal.read();
      return this.journal.lines.find((line) => line.container === container && line.text.includes(text))?.text;
    }, { milliseconds, instead: () => this.journal.text(container) });
  }

  /**
   * SIGKILL for process 1 of a running container. The journal has it as `killed`, with the time just before. A container that has
   * ended by itself is waited for.
   */
  async kill(container: string): Promise<void> {
    await waitFor(`${container} runs, and is killed`, async () => {
      const [pod] = await this.pods();
      const status = pod === undefined ? undefined : statusOf(pod, container);
      if (pod === undefined || status?.state.running === undefined || status.containerID === undefined) return undefined;
      const at = Number(process.hrtime.bigint());
      const task = status.containerID.replace('containerd://', '');
      const { code, stderr } = await attempt('ctr', [
        '-a', containerdSocket(this.cluster.settings), '-n', 'k8s.io', 'tasks', 'kill', '-s', 'SIGKILL', task,
      ]);
      if (code !== 0 && !/not found|already finished/.test(stderr)) throw new Error(`ctr could not kill ${container}: ${stderr}`);
      if (code !== 0) return undefined; // the status is older than its end
      this.journal.entries.push({ pod: pod.metadata.name, container, attempt: status.restartCount, at, event: 'killed' });
      return true;
    }, { milliseconds: 120_000 });
  }

  /**
   * SIGKILL for the process that holds a Pod's sandbox: the kubelet stops all containers of the Pod, and makes a new sandbox with new
   * containers, unless the Pod may not be restarted. Volumes stay.
   *
   * @param name of the Pod. @default - the first one
   */
  async killSandbox(name?: string): Promise<void> {
    const ctr = (...args: string[]) => attempt('ctr', ['-a', containerdSocket(this.cluster.settings), '-n', 'k8s.io', ...args]);
    await waitFor(`the sandbox of Pod "${name ?? ''}" runs, and is killed`, async () => {
      const pod = (await this.pods()).find(({ metadata }) => name === undefined || metadata.name === name);
      if (pod === undefined) return undefined;
      const listed = await ctr('containers', 'list', '-q', `labels."io.kubernetes.pod.uid"==${pod.metadata.uid},labels."io.cri-containerd.kind"==sandbox`);
      if (listed.code !== 0) throw new Error(`ctr could not list the sandboxes: ${listed.stderr}`);
      let killed: true | undefined;
      // those of before have no process any more
      for (const sandbox of listed.stdout.split('\n').filter((id) => id !== '')) {
        const { code, stderr } = await ctr('tasks', 'kill', '-s', 'SIGKILL', sandbox);
        if (code === 0) killed = true;
        else if (!/not found|already finished/.test(stderr)) throw new Error(`ctr could not kill the sandbox: ${stderr}`);
      }
      return killed;
    }, { milliseconds: 120_000 });
  }

  async events(): Promise<PodEvent[]> {
    return (await this.cluster.kubectl.get<{ items: PodEvent[] }>(['events', '-n', this.namespace])).items;
  }

  /** Waits for an event of this reason whose message has this text. */
  event(reason: string, text: string, milliseconds?: number): Promise<PodEvent> {
    return waitFor(`an event ${reason} with "${text}"`, async () =>
      (await this.events()).find((event) => event.reason === reason && event.message.includes(text)), {
      milliseconds,
      instead: async () => (await this.events()).map((event) => `${event.reason}: ${event.message}`).join('\n'),
    });
  }

  /** What a person would look at: description with events, and every log. */
  async report(): Promise<string> {
    this.journal.read();
    const describe = await this.cluster.kubectl.attempt(['describe', 'pods', '-n', this.namespace]);
    const events = await this.cluster.kubectl.attempt(['get', 'events', '-n', this.namespace, '--sort-by=.lastTimestamp']);
    const logs = this.journal.lines.map(({ pod, container, attempt, text }) => `${pod} ${container}#${attempt}: ${text}`);
    return ['--- kubectl describe pods', describe.stdout, '--- kubectl get events', events.stdout, '--- logs', ...logs].join('\n');
  }

  private async apply(manifest: string, ...args: string[]): Promise<void> {
    await this.cluster.kubectl.run(['apply', ...args, '-f', '-'], { input: manifest });
  }
}
