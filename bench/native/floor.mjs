// What the start of the native waiter consists of: an empty process, the engine without a program, the whole program
// without a check, and a check. Usage: node bench/native/floor.mjs
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { median } from '../median.mjs';
import { prepareSubjects } from './subjects.mjs';
import { buildProgram } from '../../sidecar-runtime/native/make/program.mjs';

const RUNS = 200;
const HERE = import.meta.dirname;

const { subjects, tools } = await prepareSubjects();
const [startgate, c] = subjects;
const nothing = join(HERE, '.cache/nothing');
await buildProgram({ arch: process.arch === 'arm64' ? 'arm64' : 'amd64', name: 'nothing', entry: join(HERE, 'nothing.ts'), output: nothing });

const commands = [
  ['C, one check', c.wait('PORT')],
  ['an empty process', [tools.clock]],
  ['the engine without a program', [nothing]],
  ['the program without a check', [startgate.file, '--version']],
  ['the program, one check', startgate.wait('PORT')],
];
const { stdout } = spawnSync(tools.stage, [String(RUNS), ...commands.flatMap(([, command]) => ['--', ...command])], { encoding: 'utf8' });
const times = commands.map(() => []);
// The programs write into the same pipe: what is no line of the stage is theirs.
for (const [, place, micros] of stdout.matchAll(/^(\d) (\d+\.\d) \d+$/gm)) times[place].push(Number(micros));
const [floor] = times.map(median);
for (const [index, [name]] of commands.entries()) process.stdout.write(`${name}: ${(median(times[index]) / 1000).toFixed(2)} ms, ${(median(times[index]) / floor).toFixed(2)} x C\n`);
