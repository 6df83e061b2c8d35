import { sidecarSignals } from './families/sidecar-signals.ts';
import { play } from './support/family.ts';

play(sidecarSignals);
