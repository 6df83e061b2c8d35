// The native waiter beside the same waiter in C and Go, and beside its peers. `--long` waits for 60 s, as the figures are meant.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { median } from './median.mjs';
import { inTurns } from './turns.mjs';
import { prepareSubjects } from './native/subjects.mjs';
import { timeReadiness, timeState, waitInCgroup, watchLooking, watchWaiting } from './native/waits.mjs';

const WARM_UP = 1000;

/** One row a program, and what is said of startgate alone. */
export async function nativeBench({ long = false } = {}) {
  const { subjects, tools, left } = await prepareSubjects();
  const seconds = long ? 60 : 15;
  const rows = new Map(subjects.map(({ name, file }) => [name, { name, ...(file === undefined ? {} : sizes(file)) }]));
  for (const [names, runs] of [[subjects.filter(({ peer }) => !peer), 200], [subjects, 10]]) {
    const times = startTimes(tools.stage, names, runs);
    for (const [index, { name }] of names.entries()) {
      const row = rows.get(name);
      if (row.startMs !== undefined) continue;
      row.startMs = median(times[index]) / 1000;
      row.ratios = names.map((other, at) => ({ to: other.name, ratio: median(times[index].map((time, turn) => time / times[at][turn])) }));
    }
  }
  for (const { name, cpuMs, peakBytes } of await watchWaiting(subjects, { holds: false, seconds })) {
    Object.assign(rows.get(name), { pollingCpuMs: cpuMs, peakBytes });
  }
  const [held] = await watchWaiting(subjects.slice(0, 1), { holds: true, seconds });
  const [file, state] = await watchLooking(subjects[0], seconds);
  // One interval of the schedule, evenly: how late a try comes depends on where in it a server gets ready.
  const warmUpOf = (turn) => WARM_UP + ((turn * 0.618) % 1) * (WARM_UP / 50);
  const polling = await inTurns(subjects, 9, (subject, turn) => {
    return timeReadiness(subject, tools.clock, { holds: false, warmUp: warmUpOf(turn) });
  });
  for (const [index, { name }] of subjects.entries()) rows.get(name).pollingMs = median(polling[index]);
  const [startgate] = subjects;
  const [heldTimes] = await inTurns([startgate], 30, (subject) => timeReadiness(subject, tools.clock, { holds: true, warmUp: 50 }));
  const [stateTimes] = await inTurns([startgate], 30, () => timeState(startgate.file, tools.clock));
  const cgroup = await waitInCgroup(startgate.file, tools.clock);
  const alone = {
    heldMs: median(heldTimes), stateMs: median(stateTimes), heldCpuMs: held.cpuMs, fileCpuMs: file.cpuMs, stateCpuMs: state.cpuMs, cgroup,
  };
  return { rows: [...rows.values()], alone, left, seconds };
}

function sizes(file) {
  const bytes = readFileSync(file);
  return { size: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

/** Microseconds of each turn, by program. */
function startTimes(stage, subjects, runs) {
  const { stdout, stderr, status } = spawnSync(
    stage, [String(runs), ...subjects.flatMap(({ wait }) => ['--', ...wait('PORT')])], { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the stage ended with ${status}: ${stderr}`);
  const times = subjects.map(() => []);
  for (const line of stdout.trim().split('\n')) {
    const [place, micros] = line.split(' ').map(Number);
    times[place].push(micros);
  }
  return times;
}

/** The tables of the section, as cells. */
export function nativeTables({ rows, alone, left, seconds }) {
  const shown = (value, digits) => (value === undefined ? '-' : value.toFixed(digits));
  const [ours] = rows;
  const c = rows.find(({ name }) => name === 'C');
  const ratio = (name) => ours.ratios.find(({ to }) => to === name)?.ratio;
  const aims = [
    ['size, gzip, bytes', `${ours.size}, ${ours.gzip}`, '700,000, 350,000', ours.size <= 700_000 && ours.gzip <= 350_000],
    ['start + one check, times Go', shown(ratio('Go net/http'), 2), '0.7', ratio('Go net/http') <= 0.7],
    ['peak resident while polling, bytes', String(ours.peakBytes), '1,400,000', ours.peakBytes <= 1_400_000],
    [`CPU of ${seconds} s held, ms`, shown(alone.heldCpuMs, 1), '10 in 60 s', alone.heldCpuMs <= 10],
    [`CPU of ${seconds} s waiting for a file, ms`, shown(alone.fileCpuMs, 1), '10 in 15 s', alone.fileCpuMs <= (10 * seconds) / 15],
    [`CPU of ${seconds} s waiting for a state, ms`, shown(alone.stateCpuMs, 1), '10 in 15 s', alone.stateCpuMs <= (10 * seconds) / 15],
    [`CPU of ${seconds} s polling, ms`, shown(ours.pollingCpuMs, 1), '60 in 15 s', ours.pollingCpuMs <= (60 * seconds) / 15],
    [`CPU of ${seconds} s polling, times C`, shown(ours.pollingCpuMs / c.pollingCpuMs, 2), '2.5', ours.pollingCpuMs <= 2.5 * c.pollingCpuMs],
    ['readiness to command, held, ms', shown(alone.heldMs, 2), '1.2', alone.heldMs <= 1.2],
    [`readiness to command, polling, ${WARM_UP} ms warm-up or more, ms`, shown(ours.pollingMs, 1), '1.7 % of the warm-up', ours.pollingMs <= WARM_UP / 60],
    ['state written to command, ms', shown(alone.stateMs, 2), '1.2', alone.stateMs <= 1.2],
    ['wait in a cgroup of 8 MiB', alone.cgroup, 'works', alone.cgroup === 'works'],
  ].map(([what, got, aim, met]) => [what, got, aim, met ? 'yes' : 'no']);
  const beside = rows.map(({ name, size, gzip, startMs, peakBytes, pollingCpuMs, pollingMs }) =>
    [name, size ?? '-', gzip ?? '-', shown(startMs, 2), peakBytes, shown(pollingCpuMs, 1), shown(pollingMs, 1)]);
  return {
    aims, beside, left,
    head: [
      '', 'size, bytes', 'gzip', 'start + check, ms', 'peak resident, bytes', `CPU of ${seconds} s polling, ms`, 'readiness to command, ms',
    ],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`${JSON.stringify(nativeTables(await nativeBench({ long: process.argv.includes('--long') })), null, 2)}\n`);
}
