import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Cluster } from '../cluster/cluster';
import { Random } from '../faults/random';
import { ROOT } from '../paths';
import { writeFacts } from '../support/facts';
import type { Variant } from './bench-pod';
import { costOf } from './cost';
import { Bench, type Measured, type MeasuredRow } from './measure';
import { ROWS } from './rows';
import { withSection } from './section';
import { appliedTable, floorText, memoryTable, readyTable, rowTable, type Series, volumeText } from './tables';
import { APPLIED, COARSE, EXACT } from './variants';

const ROUNDS = 12;
const PAGE = join(ROOT, 'bench', 'results.md');

/** Measures every variant in turn, round by round, and writes the section of bench/results.md, and the facts of it. */
export async function benchCluster(cluster: Cluster, say: (line: string) => void): Promise<void> {
  const load = loadavg()[0]!;
  const bench = new Bench(cluster);
  const random = new Random('bench');
  const series = new Map<Variant, Measured[]>([...EXACT, ...COARSE, ...APPLIED].map((variant) => [variant, []]));
  const rows = ROWS.map((row) => ({ ...row, measured: [] as MeasuredRow[] }));
  const one = async (variant: Variant, warmUp: number) => void series.get(variant)!.push(await bench.run(variant, warmUp));
  try {
    await bench.begin();
    // whatever is slow only once
    for (const variant of series.keys()) await bench.run(variant, 0);
    for (const row of rows) await bench.runRow(row);
    for (let round = 1; round <= ROUNDS; round++) {
      for (const variant of EXACT) await one(variant, random.between(2000, 3500));
      for (const variant of APPLIED) await one(variant, 0);
      await sideBySide(COARSE, 3, (variant) => one(variant, random.between(2000, 3500)));
      // a row that polls takes its time
      if (round % 2 === 0) for (const row of rows) row.measured.push(await bench.runRow(row));
      say(`round ${round} of ${ROUNDS}`);
    }
  } finally {
    await bench.end();
  }
  const seriesOf = (variants: readonly Variant[]): Series[] => variants
    .map((variant) => ({ name: variant.name, measured: series.get(variant)!, cost: costOf(variant) }));
  const section = sectionText(cluster.settings.version, load, seriesOf([...EXACT, ...COARSE]), seriesOf(APPLIED), rowTable(rows));
  say(section);
  writeFileSync(PAGE, withSection(readFileSync(PAGE, 'utf8'), section));
  writeFacts();
}

/** So many at a time. */
async function sideBySide<T>(items: readonly T[], lanes: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

function sectionText(version: string, load: number, ready: readonly Series[], applied: readonly Series[], rows: string): string {
  const [cpu] = cpus();
  return `Kubernetes ${version}, one node, ${cpu!.model.trim()}, ${cpus().length} cores, load ${load.toFixed(1)} before the run. Every row comes from the same run, in turns, ${ROUNDS} rounds;
the containers take the times on the machine's monotonic clock. Repeat with \`npm run e2e -- --bench\`.
${floorText(applied)}

From readiness of the sidecar, after a warm-up of 2 to 3.5 s, to the first instruction of the application. The sidecar is ours (it holds the
waiter's request) unless the row says otherwise. Aims: \`GUARD\` a median of 2 ms, 95 % within 5 ms; the chain 25 ms; \`NATIVE_WAITER\` a median of 150 ms. In
the chain by \`STARTED\`, each guard tells the next guard. In the chain by \`HEALTHY\`, each guard checks a server that does not listen yet, so
every step may be late by 0.5 % of the time waited.

${readyTable(ready)}

From \`kubectl apply\` to the first instruction of the application, with a sidecar that is ready at once. Aims: \`GUARD\` with the waiter in the image at
most 5 % over no gate, by image volume at most 10 % over no gate in a Pod with a volume; \`POST_START\` at most 10 % over the kubelet's own time between two containers, if the first has a hook that does nothing.

${appliedTable(applied)}

${volumeText(applied)}

Memory of the waiter while it waits. If the kubelet waits, there is no waiter.

${memoryTable(ready)}

Ten steps that do nothing, one after another: from the end of each step to the first instruction of the next step, by the clock of the
steps, and from \`kubectl apply\` to the end of the last step. The kubelet takes about 0.1 s to create a container. If all steps end at once, each
start waits for the kubelet; if the first step takes 3 s, all containers exist by then.

${rows}`;
}
