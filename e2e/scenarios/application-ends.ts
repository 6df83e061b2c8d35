import { acrossMechanisms, NEXT_START } from '../support/matrix';

/** The application ends, and its sidecar is not ready when it is started again. */
export const applicationEnds = acrossMechanisms({
  name: 'app-ends',
  fault: 'the application ends and is started again while the sidecar is not ready',
  verdicts: NEXT_START,
  pod: { sidecar: ['-ready', '3s', '-unready', '3s', '-again', '12s'], app: ['-exit', '5s', '-code', '1'] },
  happens: async (run) => {
    await run.said('app', 'started', 2, 90_000);
  },
});
