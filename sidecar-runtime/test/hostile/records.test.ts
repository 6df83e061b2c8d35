import { records } from './families/records.ts';
import { play } from './support/family.ts';

play(records);
