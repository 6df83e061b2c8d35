import { recognize } from '../recognize/index';
import { oneLine } from './human-text';
import type { LiveContainer } from './live-pod';

/** What a command waits for, and by which tool: `tcp://db:5432 with a loop of nc`. Undefined where it is no waiter that is known. */
export function knownWait(words: readonly string[], { name, image, env }: LiveContainer): string | undefined {
  const recognized = recognize(words, { name, ...(image === undefined ? {} : { image }), env: [...env] });
  if (recognized === undefined || recognized.targets.length === 0) return undefined;
  return oneLine(`${recognized.targets.map(({ text }) => text).join(', ')} with ${recognized.tool}`);
}
