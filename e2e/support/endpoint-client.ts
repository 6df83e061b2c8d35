import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from './run';

interface EndpointSlice {
  readonly ports?: readonly { readonly port: number }[] | null;
  readonly endpoints?: readonly { readonly addresses: readonly string[]; readonly conditions: { readonly ready?: boolean } }[] | null;
}

/** What became of the requests of a client. */
export interface Requests {
  readonly answered: number;
  /** Where nobody answered, and why. */
  readonly refused: readonly string[];
}

/** A client that asks the ready endpoints of a Service in turn, without a pause, as the proxy of a node hands its requests out. */
export class EndpointClient {
  private readonly refused: string[] = [];
  private readonly known = new Set<string>();
  private addresses: readonly string[] = [];
  private answered = 0;
  private isRunning = false;
  private work: Promise<unknown> = Promise.resolve();

  constructor(private readonly run: Run, private readonly service: string) {}

  /** How many addresses have got requests. */
  get asked(): number {
    return this.known.size;
  }

  /** The addresses that are ready now. */
  async look(): Promise<readonly string[]> {
    const selector = `kubernetes.io/service-name=${this.service}`;
    const { items } = await this.run.cluster.kubectl.get<{ items: EndpointSlice[] }>(['endpointslices', '-n', this.run.namespace, '-l', selector]);
    this.addresses = items.flatMap(({ ports, endpoints }) => (endpoints ?? [])
      .filter(({ conditions }) => conditions.ready === true)
      .map((endpoint) => `${endpoint.addresses[0] ?? ''}:${ports?.[0]?.port ?? 0}`));
    return this.addresses;
  }

  begin(): void {
    this.isRunning = true;
    this.work = Promise.all([this.follow(), this.ask()]);
  }

  async end(): Promise<Requests> {
    this.isRunning = false;
    await this.work;
    return { answered: this.answered, refused: this.refused };
  }

  private async follow(): Promise<void> {
    while (this.isRunning) await this.look();
  }

  private async ask(): Promise<void> {
    for (let turn = 0; this.isRunning; turn++) {
      const { addresses } = this;
      const address = addresses[turn % addresses.length];
      if (address === undefined) this.refused.push('no endpoint is ready');
      else await this.askOne(address);
      await sleep(5);
    }
  }

  private askOne(address: string): Promise<void> {
    this.known.add(address);
    return new Promise((resolve) => {
      const request = get(`http://${address}/`, { agent: false, timeout: 5000 }, (response) => {
        response.resume().once('close', () => {
          this.answered++;
          resolve();
        });
      });
      request.once('timeout', () => request.destroy(new Error('no answer')));
      request.once('error', (error) => {
        this.refused.push(`${address}: ${error.message}`);
        resolve();
      });
    });
  }
}
