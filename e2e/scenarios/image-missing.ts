import { Mechanism } from '../../src';
import { IMAGE } from '../images/images';
import { acrossMechanisms, HOOK_OPENS } from '../support/matrix';

export const imageMissing = acrossMechanisms({
  name: 'image-missing',
  fault: 'the image of the sidecar is missing',
  verdicts: HOOK_OPENS,
  pod: { sidecar: [], sidecarImage: IMAGE.absent, timeoutSeconds: 3 },
  happens: async (run, mechanism) => {
    await run.status('sidecar', 'has no image', ({ state }) => state.waiting?.reason === 'ErrImageNeverPull');
    if (mechanism === Mechanism.GUARD) await run.status('app', 'has given up', ({ restartCount }) => restartCount > 0);
  },
});
