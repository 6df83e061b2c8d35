import { PlatformError, type Platform } from '../platform/platform.ts';
import { encode } from './bytes.ts';
import { EXIT } from './exit-code.ts';
import type { StateRecord } from './record.ts';
import { listStates, readState } from './state.ts';

/** `startgate status`: what the guards of this Pod published. Returns the exit code. */
export async function runStatus(platform: Platform, directory: string, json: boolean): Promise<number> {
  let names: readonly string[];
  try {
    names = listStates(platform, directory);
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    const problem = error.code === 'ENOENT'
      ? `there is no state directory "${directory}": no guard of this Pod publishes a state, or write --state DIR`
      : `can't read the state directory "${directory}": ${error.message}; write --state DIR for another one`;
    platform.writeError(encode(`startgate: ${problem}\n`));
    return EXIT.UNAVAILABLE;
  }
  const records: StateRecord[] = [];
  for (const name of names) {
    const record = await readState(platform, directory, name);
    if (record !== undefined) records.push(record);
  }
  platform.writeOut(encode(json ? `${JSON.stringify({ containers: records.map(forPeople) })}\n` : formatRecords(records, directory)));
  return EXIT.OPEN;
}

/** Without what only tells whose record it is. */
function forPeople({ name, phase, exitCode, ran, waitedMs, gates }: StateRecord): object {
  return { name, phase, exitCode, ran, waitedMs, gates };
}

function formatRecords(records: readonly StateRecord[], directory: string): string {
  if (records.length === 0) return `no guard has published its state in "${directory}"\n`;
  return records.map((record) => `${formatRecord(record)}\n`).join('');
}

function formatRecord(record: StateRecord): string {
  const gates = record.gates.map((gate) => `  ${gate.target}: ${gate.state}${gate.reason === undefined ? '' : `, ${gate.reason}`}`);
  return [`${record.name}: ${formatPhase(record)}`, ...gates].join('\n');
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
