import { get } from 'node:http';

/** What a prober saw of one server. Times are milliseconds. */
export interface Probes {
  readonly count: number;
  /** Probes without an answer that `/ready` may give. */
  readonly lost: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const EVERY = 20;

class Prober {
  readonly #url: string;
  readonly #times: number[] = [];
  #lost = 0;

  constructor(url: string) {
    this.#url = url;
  }

  probe(): void {
    const begun = performance.now();
    const request = get(this.#url, { agent: false, timeout: 30_000 }, (response) => {
      this.#times.push(performance.now() - begun);
      if (response.statusCode !== 200 && response.statusCode !== 503) this.#lost++;
      response.resume();
    });
    request.on('error', () => this.#lost++);
    request.on('timeout', () => request.destroy(new Error('no answer')));
  }

  get probes(): Probes {
    const times = this.#times.sort((a, b) => a - b);
    const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;
    return { count: times.length, lost: this.#lost, p50: at(0.5), p99: at(0.99), max: at(1) };
  }
}

// A process of its own, so that it measures the servers and not who makes the load. It asks each as the kubelet does, a connection a
// probe, until its standard input ends.
const probers = process.argv.slice(2).map((url) => new Prober(url));
const timer = setInterval(() => {
  for (const prober of probers) prober.probe();
}, EVERY);
process.stdin.resume().once('end', () => {
  clearInterval(timer);
  process.stdout.write(JSON.stringify(probers.map(({ probes }) => probes)));
});
