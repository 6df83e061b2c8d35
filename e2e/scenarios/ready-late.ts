import { expect } from 'vitest';
import { acrossMechanisms, CLOSED, type Fault } from '../support/matrix';

/** The case that every mechanism is for. */
export const READY_LATE: Fault = {
  name: 'ready-late',
  fault: 'the sidecar is ready late',
  verdicts: CLOSED,
  pod: { sidecar: ['-ready', '4s'] },
  happens: async (run) => {
    const { at } = await run.said('app', 'started');
    const [start] = run.starts();
    expect(start?.at).toBe(at);
  },
};

export const readyLate = acrossMechanisms(READY_LATE);
