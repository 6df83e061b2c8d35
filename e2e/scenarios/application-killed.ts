import type { Mechanism } from '../../src';
import { acrossMechanisms } from '../support/matrix';
import type { Verdict } from '../support/scenario';

const VERDICTS: Readonly<Record<Mechanism, Verdict>> = {
  'native': 'not gated again',
  'native-waiter': 'not gated again',
  'guard': 'gated again',
  'post-start': 'not gated again',
};

/** The application ends, and its sidecar is not ready when it is started again. */
export const applicationKilled = acrossMechanisms({
  name: 'app-ends',
  fault: 'the application ends and is started again while the sidecar is not ready',
  verdicts: VERDICTS,
  pod: { sidecar: ['-ready', '3s', '-unready', '3s', '-again', '12s'], app: ['-exit', '5s', '-code', '1'] },
  happens: async (run) => {
    await run.said('app', 'started', 2, 90_000);
  },
});
