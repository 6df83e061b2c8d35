import { PlatformError, type Platform } from '../platform/platform.ts';
import { closed, OPEN, type Answer } from './answer.ts';
import { EXIT } from './exit-code.ts';
import { originOf, type Origin } from './origin.ts';
import type { StateRecord } from './record.ts';
import { readState } from './state.ts';
import type { StateCheck, StateCondition } from './target.ts';

/**
 * Whether another container of the Pod is as far as asked.
 *
 * @param origin where we run; asked for at each try
 */
export async function checkState(platform: Platform, directory: string, check: StateCheck, origin = (): Origin => originOf(platform)): Promise<Answer> {
  try {
    const record = await readState(platform, directory, check.container, origin());
    return record === undefined ? closed('no state yet') : judgeState(record, check.condition);
  } catch (error) {
    return answerOfOrigin(error);
  }
}

/** A container that can't tell its sandbox never learns it; a record of another guard may be followed by one that can be trusted. */
function answerOfOrigin(error: unknown): Answer {
  if (error instanceof PlatformError && error.code === 'EUNTRUSTED') return { state: 'failed', reason: error.message };
  if (error instanceof PlatformError && error.code === 'EUNPROVEN') return closed(error.message);
  throw error;
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
