import { names } from './families/names.ts';
import { play } from './support/family.ts';

play(names);
