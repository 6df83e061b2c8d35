import { PlatformError, type Platform } from '../platform/platform.ts';
import { encode, withoutControls } from './bytes.ts';
import { EXIT } from './exit-code.ts';
import type { StateRecord } from './record.ts';
import { readStates, type ContainerState } from './states.ts';

/** `startgate status`: what the guards of this Pod published. Returns the exit code. */
export async function runStatus(platform: Platform, directory: string, json: boolean): Promise<number> {
  let states: readonly ContainerState[];
  try {
    states = await readStates(platform, directory);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    platform.writeError(encode(`startgate: ${withoutControls(problemOf(error, directory))}\n`));
    return EXIT.UNAVAILABLE;
  }
  const lines = json ? [JSON.stringify({ containers: states.map(forPeople) })] : formatStates(states, directory);
  platform.writeOut(encode(lines.map((line) => `${withoutControls(line)}\n`).join('')));
  return EXIT.OPEN;
}

function problemOf({ code, message }: PlatformError, directory: string): string {
  if (code === 'EUNTRUSTED') return message;
  if (code === 'ENOENT') return `there is no state directory "${directory}": no guard of this Pod publishes a state, or write --state DIR`;
  return `can't read the state directory "${directory}": ${message}; write --state DIR for another one`;
}

/** Without what only tells whose record it is. */
function forPeople(state: ContainerState): object {
  if ('problem' in state) return state;
  const { name, phase, exitCode, ran, waitedMs, gates } = state.record;
  return { name, phase, exitCode, ran, waitedMs, gates };
}

function formatStates(states: readonly ContainerState[], directory: string): readonly string[] {
  if (states.length === 0) return [`no guard has published its state in "${directory}"`];
  return states.flatMap((state) => {
    return 'problem' in state ? [`${state.name}: the state cannot be read: ${state.problem}`] : formatRecord(state.record);
  });
}

function formatRecord(record: StateRecord): readonly string[] {
  const gates = record.gates.map((gate) => `  ${gate.target}: ${gate.state}${gate.reason === undefined ? '' : `, ${gate.reason}`}`);
  return [`${record.name}: ${formatPhase(record)}`, ...gates];
}

function formatPhase(record: StateRecord): string {
  switch (record.phase) {
    case 'waiting':
      return 'waiting';
    case 'started':
      return `started after ${record.waitedMs ?? 0} ms`;
    case 'ended':
      return `ended, exit ${record.exitCode ?? 'unknown'}`;
  }
}
