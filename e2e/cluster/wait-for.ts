import { setTimeout as sleep } from 'node:timers/promises';

export interface WaitOptions {
  /** @default 60000 */
  readonly milliseconds?: number;
  /** Called when the time is over: what there was instead. @default - nothing */
  readonly instead?: () => string | Promise<string>;
}

/**
 * Asks again and again until there is an answer.
 *
 * @param what for the message, for example `the node is Ready`
 * @param ask resolves to `undefined` as long as there is none
 * @throws if the time is over
 */
export async function waitFor<T>(what: string, ask: () => T | undefined | Promise<T | undefined>, options: WaitOptions = {}): Promise<T> {
  const { milliseconds = 60_000 } = options;
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) {
      const instead = (await options.instead?.()) ?? '';
      throw new Error(`after ${milliseconds / 1000} s still not: ${what}${instead && `\n${instead}`}`);
    }
    await sleep(100);
  }
}
