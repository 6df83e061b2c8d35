import { classOf } from './check-pod';
import { playRange, podText, type Counts } from './run';
import { shrink } from './shrink';

/** Pods a chunk: after each the counts are printed, so that a run that is stopped has not been for nothing. */
const CHUNK = 10_000;

// npx tsx test/oracle/play-many.ts SEED COUNT [FROM]
const [seed = '1', count = '1000000', first = '1'] = process.argv.slice(2);
process.emitWarning = () => undefined;

const total: Counts = { pods: 0, accepted: 0, plays: 0, excused: 0, violations: 0 };
const seen = new Set<string>();
const end = Number(first) + Number(count);
for (let from = Number(first); from < end; from += CHUNK) {
  const counts = playRange({ seed, from, count: Math.min(CHUNK, end - from) }, ({ number, drawn, violation }) => {
    const name = classOf(violation);
    if (seen.has(name)) return;
    seen.add(name);
    say(`${name}: #${number} ${violation.text}\n${podText(shrink(drawn, name))}`);
  });
  for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key];
  say(`seed ${seed}, ${total.pods} Pods: ${total.accepted} accepted, ${total.plays} plays, ${total.excused} said by the library, ${total.violations} not said`);
}
process.exitCode = seen.size === 0 ? 0 : 1;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
