import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatDuration } from '../../src/waiter/duration.ts';
import { DEFAULT_STATE, DEFAULT_TARGET } from '../../src/waiter/invocation.ts';
import { DEFAULTS } from '../../src/waiter/options.ts';
import { LONGEST_INTERVAL, LOOK_AGAIN } from '../../src/waiter/schedule.ts';
import { usage } from '../../src/waiter/usage.ts';

test('tells the defaults that hold', () => {
  for (const line of [
    `  --timeout ${formatDuration(DEFAULTS.timeout)} `,
    `  --request-timeout ${formatDuration(DEFAULTS.requestTimeout)} `,
    `(default ${formatDuration(LONGEST_INTERVAL)}; ${formatDuration(LOOK_AGAIN)} for a file or a state in a directory that can be watched)`,
    `exit 69 (default)`,
    `(default ${DEFAULT_STATE})`,
    `wait takes ${DEFAULT_TARGET})`,
  ]) {
    expect(usage()).toContain(line);
  }
});

test('fits into 120 columns', () => {
  expect(usage().split('\n').filter((line) => line.length > 120)).toEqual([]);
});

test('is what the README shows', () => {
  expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toContain(`\`\`\`text\n${usage()}\`\`\``);
});
