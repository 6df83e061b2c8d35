import { describe, test } from 'vitest';
import { pageOf, programsOf, testsOf } from './run-examples';

const [PROGRAM] = programsOf(pageOf('testing.md')) as [string];

describe('docs/testing.md', () => {
  test.each(testsOf(PROGRAM))('vitest: %s', (_name, body) => {
    body();
  });

  test.each(testsOf(PROGRAM.replace(/^import .* from 'vitest';$/mu, '')))('jest: %s', (_name, body) => {
    body();
  });
});
