import { signals } from './families/signals.ts';
import { play } from './support/family.ts';

play(signals);
