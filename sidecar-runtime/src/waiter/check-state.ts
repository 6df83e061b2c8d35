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
export async function checkState(
  platform: Platform, directory: string, check: StateCheck, origin = (): Origin => originOf(platform),
): Promise<Answer> {
  return judge(platform, directory, check, origin, judgeState);
}

/** Whether a container has ended that a command serves: as {@link checkState}, but one that ended while it waited needs nobody any more. */
export async function checkEnd(platform: Platform, directory: string, check: StateCheck): Promise<Answer> {
  return judge(platform, directory, check, () => originOf(platform), (record, condition) =>
    condition === 'completed' && endedWaiting(record) ? OPEN : judgeState(record, condition));
}

async function judge(
  platform: Platform, directory: string, check: StateCheck, origin: () => Origin,
  judged: (record: StateRecord, condition: StateCondition) => Answer,
): Promise<Answer> {
  try {
    const record = await readState(platform, directory, check.container, origin());
    return record === undefined ? closed('no state yet') : judged(record, check.condition);
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

/** It is not started again, and its command never ran. */
function endedWaiting({ phase, once }: StateRecord): boolean {
  return phase === 'ended' && once === true;
}

function judgeState(record: StateRecord, condition: StateCondition): Answer {
  if (record.phase === 'waiting') return closed('waits for its own gates');
  if (record.phase === 'started') return condition === 'started' ? OPEN : closed('still runs');
  if (endedWaiting(record)) return { state: 'failed', reason: 'ended while it waited' };
  switch (condition) {
    case 'started':
      return record.ran === false ? closed(`its command could not run, exit ${record.exitCode ?? 'unknown'}`) : OPEN;
    case 'completed':
      return OPEN;
    case 'succeeded':
      if (record.exitCode === 0) return OPEN;
      if (record.ran === false && record.exitCode === EXIT.UNAVAILABLE) return { state: 'failed', reason: 'was skipped' };
      return { state: 'failed', reason: record.exitCode === undefined ? 'ended, nobody knows how' : `ended with exit ${record.exitCode}` };
  }
}
