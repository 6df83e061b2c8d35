import { describe, expect, test } from 'vitest';
import { ARGUMENTS, type Kind, VALUES } from './public-arguments';

const KINDS = Object.keys(VALUES) as Kind[];

/** What comes of a value: `right`, or the class and message of the error. */
function outcomeOf(give: (value: never) => unknown, kind: Kind): string {
  try {
    give(VALUES[kind][0] as never);
    return 'right';
  } catch (error) {
    return `${(error as Error).constructor.name}: ${(error as Error).message}`;
  }
}

describe.each(Object.entries(ARGUMENTS))('%s', (_name, { give, what, must, right, more = {} }) => {
  test.each(KINDS)('given %s', (kind) => {
    const expected = more[kind] ?? (right.includes(kind) ? undefined : `${what} ${must}; got ${VALUES[kind][1]}`);
    expect(outcomeOf(give, kind)).toBe(expected === undefined ? 'right' : `Error: ${expected}`);
  });
});
