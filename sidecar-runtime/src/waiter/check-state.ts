import type { Platform } from '../platform/platform.ts';
import { closed, OPEN, type Answer } from './answer.ts';
import { EXIT } from './exit-code.ts';
import type { StateRecord } from './record.ts';
import { readState, type Origin } from './state.ts';
import type { StateCheck, StateCondition } from './target.ts';

/** Whether another container of the Pod is as far as asked. */
export async function checkState(platform: Platform, directory: string, check: StateCheck, origin?: Origin): Promise<Answer> {
  const record = await readState(platform, directory, check.container, origin);
  return record === undefined ? closed('no state yet') : judgeState(record, check.condition);
}

function judgeState(record: StateRecord, condition: StateCondition): Answer {
  if (record.phase === 'waiting') return closed('waits for its own gates');
  if (record.phase === 'started') return condition === 'started' ? OPEN : closed('still runs');
  switch (condition) {
    case 'started':
      return record.ran === false ? closed(`its command could not run, exit ${record.exitCode ?? 'unknown'}`) : OPEN;
    case 'completed':
      return OPEN;
    case 'succeeded':
      if (record.exitCode === 0) return OPEN;
      if (record.once === true) return { state: 'failed', reason: 'was killed while it waited' };
      if (record.ran === false && record.exitCode === EXIT.UNAVAILABLE) return { state: 'failed', reason: 'was skipped' };
      return { state: 'failed', reason: record.exitCode === undefined ? 'ended, nobody knows how' : `ended with exit ${record.exitCode}` };
  }
}
