import { Check } from '../check';
import { instanceOf } from './option';

/** The rule of an argument that is a check. */
export const CHECK = instanceOf('a Check, such as Check.httpGet("/ready")', (value) => value instanceof Check);
