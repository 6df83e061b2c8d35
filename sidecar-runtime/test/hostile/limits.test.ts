import { limits } from './families/limits.ts';
import { play } from './support/family.ts';

play(limits);
