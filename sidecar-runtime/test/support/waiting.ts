import { Canceller } from '../../src/waiter/cancel.ts';
import { formatEvent, type Event } from '../../src/waiter/event.ts';
import type { Gate } from '../../src/waiter/invocation.ts';
import type { GateRecord } from '../../src/waiter/record.ts';
import { waitForGates, type WaitResult } from '../../src/waiter/wait.ts';
import { VirtualPlatform } from './virtual-platform.ts';
import type { VirtualStream } from './virtual-stream.ts';

/** What is said where nobody listens. */
export const REFUSED = 'connection refused';

/** A wait on a virtual system, and what it says. */
export class Waiting {
  readonly platform = new VirtualPlatform();
  readonly events: [number, string][] = [];
  readonly views: (readonly GateRecord[])[] = [];
  readonly cancel = new Canceller();
  onChange = (views: readonly GateRecord[]): void => void this.views.push(views);

  /** Every connection that was made. */
  readonly connections: VirtualStream[] = [];

  constructor() {
    const connect = this.platform.connect.bind(this.platform);
    this.platform.connect = async (address, cancel) => {
      const stream = (await connect(address, cancel)) as VirtualStream;
      this.connections.push(stream);
      return stream;
    };
  }

  wait(...gates: readonly Gate[]): Promise<WaitResult> {
    const say = (event: Event): void => {
      this.events.push([this.platform.clock.now, formatEvent(event, 'text').replace('startgate: ', '')]);
    };
    return this.platform.clock.run(waitForGates(gates, { platform: this.platform, state: '/state', say, onChange: (views) => this.onChange(views) }, this.cancel));
  }

  /** Something starts to accept after some milliseconds. */
  accepts(place: string, after: number): void {
    this.platform.timer(after, () => this.platform.hosts.set(place, () => undefined));
  }

  answers(place: string, status: number): void {
    this.platform.hosts.set(place, (connection) => connection.send(`HTTP/1.1 ${status} Said\r\n\r\n`));
  }

  get tries(): number {
    return this.platform.dialled.length;
  }
}

/** Milliseconds from readiness to the end of a wait. */
export function lateness(result: WaitResult, readyAfter: number): number {
  if (result.kind !== 'open' || result.waitedMs < readyAfter) throw new Error(`not opened by readiness: ${JSON.stringify(result)}`);
  return result.waitedMs - readyAfter;
}
