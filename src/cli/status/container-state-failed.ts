import { eventAnswer, waiterAnswer } from './answer';
import { oneLine } from './human-text';
import { lastEvent } from './live-event';
import type { LiveState } from './live-pod';
import type { Situation, ContainerState } from './situation';

type Waiting = Extract<LiveState, { readonly kind: 'waiting' }>;
export type Terminated = Extract<LiveState, { readonly kind: 'terminated' }>;

const IMAGE_REASONS = [
  'ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName', 'ImageInspectError', 'RegistryUnavailable',
  'SignatureValidationFailed',
];

/** A container that the kubelet could not start, or does not start again yet. */
export function ofFailure(situation: Situation, state: Waiting): ContainerState {
  const { container, events, now } = situation;
  const reason = state.reason ?? '';
  const last = container.status?.last;
  const since = last?.kind === 'terminated' ? last.finishedAt : undefined;
  const forMs = since === undefined ? undefined : Math.max(0, now - since);
  if (IMAGE_REASONS.includes(reason)) {
    const said = events.filter(({ message }) => !message.startsWith('Error: '));
    const failed = lastEvent(said, container.name, ['Failed', 'InspectFailed', 'ErrImageNeverPull']);
    return {
      state: 'failed', gate: `image pull failed: ${reason}`, forMs,
      ...(state.message === undefined || reason === 'ImagePullBackOff' && failed !== undefined
        ? eventAnswer(failed, now)
        : { answer: oneLine(state.message) }),
      next: afterImage(reason),
    };
  }
  if (reason === 'CrashLoopBackOff' && last?.kind === 'terminated') {
    const wait = /back-off ([\dhms.]+) restarting/u.exec(state.message ?? '')?.[1];
    return { state: 'failed', ...endWords(last), forMs, next: `the kubelet restarts it ${wait === undefined ? 'after a back-off' : `at most ${wait} after its end`}` };
  }
  const answer = state.message === undefined ? undefined : waiterAnswer(state.message) ?? oneLine(state.message);
  return {
    state: 'failed',
    gate: reason === 'PostStartHookError' ? 'its postStart hook failed' : `the kubelet can't start it: ${oneLine(reason)}`,
    forMs,
    answer,
    next: reason === 'PostStartHookError' ? 'the kubelet restarts it; later containers start anyway' : 'the kubelet tries again after a back-off',
  };
}

function afterImage(reason: string): string {
  if (reason === 'InvalidImageName') return 'correct the image name';
  return reason === 'ErrImageNeverPull' ? 'put the image on the node, or change imagePullPolicy' : 'the kubelet pulls again after a back-off';
}

/** How the attempt before this one ended. */
export function beforeThis({ container }: Situation): Pick<ContainerState, 'answer'> {
  const last = container.status?.last;
  if (last?.kind !== 'terminated') return {};
  const { gate, answer } = endWords(last);
  return { answer: `the last attempt ${gate === GAVE_UP ? `ended when ${gate}` : gate}${answer === undefined ? '' : `: ${answer}`}` };
}

const GAVE_UP = 'its guard gave up';

/** How a container ended, and its termination message. */
export function endWords({ exitCode, reason, message }: Terminated): Pick<ContainerState, 'gate' | 'answer'> {
  const said = message === undefined || message.trim() === '' ? undefined : waiterAnswer(message) ?? oneLine(message);
  const gaveUp = exitCode === 69 && message !== undefined && message.includes('startgate: ');
  const known = reason === undefined || reason === 'Error' || reason === 'Completed' ? '' : ` (${oneLine(reason)})`;
  return { gate: gaveUp ? GAVE_UP : `ended with exit code ${exitCode}${known}`, answer: said };
}
