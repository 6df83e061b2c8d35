import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../cluster/cluster';
import { waitFor } from '../cluster/wait-for';
import { Journal, type Entry } from '../support/journal';
import { NAMESPACE, type Variant } from './bench-pod';
import { waiterMemory } from './memory';
import { STEPS, type Row } from './rows';

/** What one Pod has shown; milliseconds. */
export interface Measured {
  /** From `kubectl apply` to the application's first instruction. */
  readonly applied: number;
  /** From readiness of the last container that is waited for. */
  readonly fromReady: number;
  /** From that container's own first instruction. */
  readonly fromStart: number;
  /** What the waiter had resident while it waited, in KiB. */
  readonly memory: number | undefined;
}

/** What one row of steps has shown; milliseconds. */
export interface MeasuredRow {
  /** From the end of each step to the first instruction of the next. */
  readonly gaps: readonly number[];
  /** From `kubectl apply` to the end of the last step. */
  readonly whole: number;
}

/** Applies Pods one after another, and reads what they say. */
export class Bench {
  private readonly journal: Journal;
  private count = 0;

  constructor(private readonly cluster: Cluster) {
    this.journal = new Journal(cluster.settings.podLogs, NAMESPACE);
  }

  async begin(): Promise<void> {
    const { kubectl } = this.cluster;
    await kubectl.run(
      ['apply', '-f', '-'], { input: JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } }) },
    );
    await waitFor('the service account of the namespace exists', async () => ((await kubectl.attempt([
      '-n', NAMESPACE, 'get', 'serviceaccount', 'default',
    ])).code === 0
      ? true
      : undefined));
  }

  /** Runs one Pod to the start of its application, and deletes it. */
  async run({ manifest, chain = ['app', 'sidecar'] }: Variant, warmUp: number): Promise<Measured> {
    const pod = this.nextPod();
    const begin = await this.apply(manifest(pod, warmUp));
    // asked for while the sidecar still warms up
    const memory = warmUp > 1000 ? sleep(warmUp / 2).then(waiterMemory) : Promise.resolve(undefined);
    const start = await waitFor(`${chain[0]!} of ${pod} starts`, () => this.find(pod, chain[0]!, 'started'), { milliseconds: 120_000 });
    const last = chain.at(-1)!;
    const ready = await waitFor(`${last} of ${pod} says that it is ready`, () => this.find(pod, last, 'ready'));
    const started = this.find(pod, last, 'started')!;
    await this.delete(pod);
    const since = (nanoseconds: number) => (start.at - nanoseconds) / 1e6;
    return { applied: since(begin), fromReady: since(ready.at), fromStart: since(started.at), memory: await memory };
  }

  /** Runs a row of steps to its end, and deletes its Pod. */
  async runRow({ manifest }: Row): Promise<MeasuredRow> {
    const pod = this.nextPod();
    const begin = await this.apply(manifest(pod));
    const last = STEPS.at(-1)!;
    const end = await waitFor(`${last} of ${pod} ends`, () => this.find(pod, last, 'ended'), { milliseconds: 120_000 });
    const gaps = STEPS.slice(1).map(
      (step, index) => (this.find(pod, step, 'started')!.at - this.find(pod, STEPS[index]!, 'ended')!.at) / 1e6,
    );
    await this.delete(pod);
    return { gaps, whole: (end.at - begin) / 1e6 };
  }

  async end(): Promise<void> {
    this.journal.close();
    await this.cluster.kubectl.run(['delete', 'namespace', NAMESPACE, '--wait=false']);
  }

  private nextPod(): string {
    return `pod-${++this.count}`;
  }

  /** @returns when, in nanoseconds of the monotonic clock */
  private async apply(input: string): Promise<number> {
    const begin = Number(process.hrtime.bigint());
    await this.cluster.kubectl.run(['apply', '-f', '-'], { input });
    return begin;
  }

  private async delete(pod: string): Promise<void> {
    await this.cluster.kubectl.run(['-n', NAMESPACE, 'delete', 'pod', pod, '--timeout=60s']);
    this.journal.forget(pod);
  }

  private find(pod: string, container: string, event: string): Entry | undefined {
    this.journal.read();
    return this.journal.entries.find((entry) => entry.pod === pod && entry.container === container && entry.event === event);
  }
}
