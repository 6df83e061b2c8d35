import { systemCalls } from './families/system-calls.ts';
import { play } from './support/family.ts';

play(systemCalls);
