import { readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { afterAll, expect } from 'vitest';
import { Running } from '../../support/program.ts';
import { OBEYS } from './guard.ts';

const MAIN = new URL('../../../dist/main.js', import.meta.url).pathname;

/** A second, as a probe of the kubelet has it, and one more for the other experiments beside it. */
const SOON = 2000;

const living = new Set<Running>();
afterAll(() => {
  for (const running of living) running.kill('SIGKILL');
});

/** What a sidecar holds. */
export interface Holding {
  readonly files: number;
  /** Resident memory in MB. */
  readonly memory: number;
}

/** The answer of a sidecar to a question of ours. */
export interface Told {
  readonly status: number;
  readonly body: string;
}

/** The sidecar as it is shipped, on a port of its own. */
export class Sidecar {
  readonly port: number;
  readonly running: Running;

  private constructor(running: Running, port: number) {
    this.running = running;
    this.port = port;
  }

  /** Starts `startgate serve`; it listens when this settles. */
  static async start(options: readonly string[], wrapper: readonly string[] = []): Promise<Sidecar> {
    const running = Sidecar.spawn(options, wrapper);
    await running.says('listening on ');
    return new Sidecar(running, Number(/listening on http:\S+:(\d+)/.exec(running.written)?.[1]));
  }

  /** The same without waiting for anything. */
  static spawn(options: readonly string[], wrapper: readonly string[] = []): Running {
    const command = [...wrapper, process.execPath, MAIN, 'serve', '--host', '127.0.0.1', '--port', '0'];
    const running = new Running(command as [string, ...string[]], options, {});
    living.add(running);
    void running.outcome.finally(() => living.delete(running));
    return running;
  }

  /** Asks as a probe does, on a connection of its own, and expects an answer soon. */
  async asks(path: string): Promise<Told> {
    const told = new Promise<Told>((resolve, reject) => {
      const request = get({ host: '127.0.0.1', port: this.port, path, agent: false }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body })).on('error', reject);
      });
      request.on('error', reject);
      request.setTimeout(SOON, () => request.destroy(new Error(`no answer to ${path} within ${SOON} ms`)));
    });
    return told;
  }

  /** It is alive, and says so at once. */
  async expectLive(): Promise<void> {
    expect((await this.asks('/live')).status).toBe(200);
  }

  holding(): Holding {
    const { pid } = this.running.child;
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return { files: readdirSync(`/proc/${pid}/fd`).length, memory: Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024 };
  }

  /** What clients held is given back: as many files as before, and no request is held. */
  async expectReleased(files: number): Promise<void> {
    const deadline = performance.now() + 5000;
    for (;;) {
      const metrics = (await this.asks('/metrics')).body;
      const found = { files: this.holding().files, held: /^startgate_held_requests (\d+)$/m.exec(metrics)?.[1] };
      if ((found.files <= files && found.held === '0') || performance.now() > deadline) {
        expect(found).toEqual({ files: Math.min(files, found.files), held: '0' });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** SIGTERM ends it, with 0, within a second. */
  async expectEnds(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const sent = performance.now();
    this.running.kill(signal);
    const { code, signal: by } = await this.running.outcome;
    expect({ code, by }).toEqual({ code: 0, by: null });
    expect(performance.now() - sent).toBeLessThan(OBEYS);
  }
}
