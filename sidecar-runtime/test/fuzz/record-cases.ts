import type { Generator } from './generator.ts';

export const PHASES = ['waiting', 'started', 'ended'];
const VALUES: readonly unknown[] = [0, 1, 255, 256, -1, 0.5, 1e300, '0', '', null, true, [], {}, 'ended', 'app', '\u001b[2J', 'x'.repeat(300)];
const KEYS = ['version', 'name', 'phase', 'exitCode', 'ran', 'waitedMs', 'once', 'step', 'gates', 'bootId', 'networkNamespace', 'sandbox', 'networkCookie', '__proto__', 'constructor', 'toJSON'];

/** A record that a guard may have written, as text. */
function valid(generator: Generator): Record<string, unknown> {
  const gates = Array.from({ length: generator.below(3) }, () => ({ target: generator.pick(['db', 'a=started']), state: generator.pick(['open', 'closed', 'failed']), reason: 'http 503' }));
  const record = { version: 2, name: 'app', phase: generator.pick(PHASES), gates, bootId: 'b-1', networkNamespace: 'net:[1]', sandbox: 'a1', networkCookie: '7' };
  return generator.once(2) ? { ...record, exitCode: generator.pick([0, 1, 255]), ran: generator.once(2), waitedMs: generator.below(1000) } : record;
}

/** A record as a guard writes it, another version of it, or a broken disk's: never of this boot of the machine. */
export function recordBytes(generator: Generator): Uint8Array {
  const record = valid(generator);
  switch (generator.below(6)) {
    case 0:
      return generator.bytes(60);
    case 1:
      return Buffer.from(JSON.stringify({ ...record, [generator.pick(KEYS)]: generator.pick(VALUES) }));
    case 2:
      return Buffer.from(JSON.stringify({ ...record, gates: [{ target: generator.pick(VALUES), state: generator.pick(['open', ...VALUES]), reason: generator.pick(VALUES) }] }));
    case 3:
      return Buffer.from(`${'['.repeat(generator.below(3000))}${JSON.stringify(record)}`);
    default:
      return generator.mutate(Buffer.from(JSON.stringify(record)));
  }
}
