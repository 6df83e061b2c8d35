import { acrossMechanisms, HOOK_OPENS, type Fault } from '../support/matrix';

export const CRASH: Fault = {
  name: 'crash',
  fault: 'the sidecar crashes before it is ready',
  verdicts: HOOK_OPENS,
  pod: { sidecar: ['-ready', '-1s', '-exit', '2s', '-code', '1'] },
  happens: async (run) => {
    await run.said('sidecar', 'started', 3, 90_000);
  },
};

export const crashBeforeReady = acrossMechanisms(CRASH);

export const exitBeforeReady = acrossMechanisms({
  name: 'exit-0',
  fault: 'the sidecar exits with 0 before it is ready',
  verdicts: HOOK_OPENS,
  pod: { sidecar: ['-ready', '-1s', '-exit', '2s'] },
  happens: async (run) => {
    await run.said('sidecar', 'started', 3, 90_000);
  },
});
