import { answers } from './families/answers.ts';
import { play } from './support/family.ts';

play(answers);
