import { configurations } from './families/configurations.ts';
import { play } from './support/family.ts';

play(configurations);
