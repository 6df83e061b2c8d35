import { requests } from './families/requests.ts';
import { play } from './support/family.ts';

play(requests);
