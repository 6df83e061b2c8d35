// Measures everything and writes bench/results.md. `npm run bench -- synthesis ready` measures only these, and writes only their sections.
import { cpus, loadavg, totalmem, type as osType, release } from 'node:os';
import { readFileSync, writeFileSync } from 'node:fs';
import { cliBench, cliRows } from './cli.mjs';
import { graphBench } from './graph.mjs';
import { guardBench } from './guard.mjs';
import { nativeBench, nativeTables } from './native.mjs';
import { headOf, withSections } from './page.mjs';
import { policyBench } from './policy.mjs';
import { readyBench } from './ready.mjs';
import { stepsBench } from './steps.mjs';
import { synthesisBench } from './synthesis.mjs';

/** Each section: what is measured, and the table that says it. */
const SECTIONS = {
  synthesis: {
    title: 'Synthesis',
    about: 'CPU time of a whole process that synthesizes N Deployments of three containers: without a start order, with a start order of two dependencies each, and with the same probes and annotation written by hand. The processes take turns; the times are medians. A ratio is the median of the ratios of all rounds, with its bounds at 95 %. Valgrind, if installed, counts the instructions of one process each, in one thread. Instructions repeat to a thousandth, while times on a busy machine differ by a tenth. Aim: at 1,000 at most 1.10, growth linear.',
    measure: async () => {
      const rows = await synthesisBench();
      return table([
        'Deployments', 'rounds', 'without, ms', 'with, ms', 'ratio', 'bounds', 'by hand, ratio', 'added per Deployment, µs',
        'instructions, ratio', 'by hand, instructions',
      ], rows.map(({ count, rounds, plain, gated, ratio, bounds, byHand, gatedInstructions, byHandInstructions }) =>
        [
          count,
          rounds,
          plain.toFixed(0),
          gated.toFixed(0),
          ratio.toFixed(2),
          bounds.map((bound) => bound.toFixed(2)).join(' to '),
          byHand.toFixed(2),
          ((plain * (ratio - 1)) / count * 1000).toFixed(0),
          gatedInstructions?.toFixed(3) ?? '-',
          byHandInstructions?.toFixed(3) ?? '-',
        ]));
    },
  },
  policy: {
    title: 'Synthesis under one policy',
    about: 'CPU time of a whole process that synthesizes 1,000 Deployments of one container, to which one policy adds two sidecars and three dependencies: against the same final manifests written by hand, without the library, and against the Deployments without sidecars. Each process loads cdk8s-plus. The processes take turns. Valgrind, if installed, counts the instructions of one process each. A ratio is the median of the ratios of all rounds, with its bounds at 95 %. Aim: at most 1.10 times the same manifests by hand.',
    measure: async () => {
      const { count, rounds, rows } = await policyBench();
      return table(['against', 'Deployments', 'rounds', 'without the library, ms', 'with the policy, ms', 'ratio', 'bounds', 'instructions, ratio'], rows.map(
        ({ name, base, policy, ratio, bounds, instructions }) => [
          name, count, rounds, base.toFixed(0), policy.toFixed(0), ratio.toFixed(2), bounds.map((bound) => bound.toFixed(2)).join(' to '),
          instructions?.toFixed(3) ?? '-',
        ],
      ));
    },
  },
  graph: {
    title: 'The order of one Pod of 1,000 containers',
    about: 'CPU time of planning and of all rules at synthesis. In layers, every container depends on every container of the previous layer. Medians of 9 runs in one warm process. Aim: under 50 ms, growth linear in edges.',
    measure: () => table(['shape', 'edges', 'median, ms', 'max, ms', 'per edge, µs'], graphBench().map(({ shape, edges, median, max }) =>
      [shape, edges, median.toFixed(1), max.toFixed(1), (median / edges * 1000).toFixed(1)])),
  },
  cli: {
    title: 'The command line',
    about: 'The built program, as processes from start to end. The processes take turns; the times are medians, and a ratio or a difference is the median over all turns. Parsing uses the same parser in one file: to documents, the least that a program with line numbers needs, and to plain values.',
    measure: async () => table(['', 'measured', 'at most', 'met'], cliRows(await cliBench())),
  },
  ready: {
    title: '/ready beside its peers',
    about: 'Every server is a separate process. The rounds are interleaved; the figures are medians. Aim: at least as fast as the best peer; 100 held answers out within 50 ms of readiness, 1,000 within 250 ms.',
    measure: async () => {
      const { throughput, held } = await readyBench();
      return [
        table([
          'server', 'requests/s', 'CPU per request, µs', 'resident, MiB',
        ], throughput.map(({ name, requestsPerSecond, cpuMicros, rssMiB }) =>
          [name, requestsPerSecond.toFixed(0), cpuMicros.toFixed(1), rssMiB.toFixed(0)])),
        '',
        table(
          ['held', 'last answer after readiness, median, ms', 'worst, ms'],
          held.map(({ count, medianMs, worstMs }) => [count, medianMs.toFixed(1), worstMs.toFixed(1)]),
        ),
      ].join('\n');
    },
  },
  guard: {
    title: 'The guard on Node',
    about: 'From readiness of a sidecar that holds its answer to the start of the command. Aim: median under 5 ms.',
    measure: async () => {
      const { name, runs, median, p95, max } = await guardBench();
      return table(['', 'runs', 'median, ms', 'p95, ms', 'max, ms'], [[name, runs, median.toFixed(1), p95.toFixed(1), max.toFixed(1)]]);
    },
  },
  steps: {
    title: 'Ten steps in a row',
    about: 'Ten guards as processes of this machine, all started at once. The time runs from the last instruction of a step to the first instruction of the next step, by the clock of the steps. The time includes the end of one process and the start of another, but no start of a container. Ten rounds in turns. Aim: median at most 3 ms.',
    measure: async () => table([
      '', 'n', 'between steps, median, ms', 'p95, ms', 'whole row, median, ms',
    ], (await stepsBench()).map(({ name, n, gap, p95, whole }) =>
      [name, n, gap.toFixed(1), p95.toFixed(1), whole.toFixed(0)])),
  },
  native: {
    title: 'The native waiter beside the same in C and Go, and beside its peers',
    about: 'Programs take turns; the figures are medians, and a ratio is the median of the ratios of all turns. The waits for CPU and memory run all at once, and the whole life of a process counts. `node bench/native.mjs --long` waits for 60 s.',
    measure: async () => {
      const { aims, beside, left, head } = nativeTables(await nativeBench());
      const notes = left.map((text) => `Left out: ${text}.`);
      return [table(['', 'measured', 'at most', 'met'], aims), '', table(head, beside), '', ...notes].join('\n').trimEnd();
    },
  },
};

async function main(names) {
  const unknown = names.find((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown !== undefined) throw new Error(`unknown bench: "${unknown}". Allowed: ${Object.keys(SECTIONS).join(', ')}`);
  const page = new URL('results.md', import.meta.url);
  const titles = Object.values(SECTIONS).map(({ title }) => title);
  const measured = new Map();
  for (const name of names.length > 0 ? names : Object.keys(SECTIONS)) {
    const { title, about, measure } = SECTIONS[name];
    const load = loadavg()[0].toFixed(1);
    const text = `## ${title}\n\n${about} The load was ${load} before. Repeat with \`npm run bench -- ${name}\`.\n\n${await measure()}\n`;
    process.stdout.write(`${text}\n`);
    measured.set(title, text);
  }
  const before = readFileSync(page, 'utf8');
  const all = names.length === 0;
  // the figures of one section stay on a page that speaks of another machine only with a word of their own
  if (!all && !headOf(before).includes(machine())) {
    for (const [title, text] of measured) measured.set(title, text.replace(' The load was ', ` Measured on ${machine()} The load was `));
  }
  writeFileSync(
    page, withSections(all ? before.replace(/^# Measured\n\n.*\n/u, `# Measured\n\n${aboutPage()}\n`) : before, titles, measured),
  );
}

function machine() {
  const [cpu] = cpus();
  return `${cpu.model.trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${osType()} ${release()}, Node ${process.version}.`;
}

function aboutPage() {
  return `${machine()} A shared machine: read the ratios, not the milliseconds. \`npm run bench\` writes this page.`;
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
