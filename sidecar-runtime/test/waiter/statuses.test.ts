import { expect, test } from 'vitest';
import { accepts, parseStatuses, SUCCESS } from '../../src/waiter/statuses.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';

test.each<[string, readonly (readonly [number, number])[]]>([
  ['401', [[401, 401]]], ['200-299', [[200, 299]]], ['200-299,401', [[200, 299], [401, 401]]], ['599,200', [[599, 599], [200, 200]]],
])('%s are statuses', (text, statuses) => {
  expect(parseStatuses('--status', text)).toEqual(statuses);
});

test.each(['', '401,', ',401', '2xx', '99', '101', '600', '200-600', '299-200', '200-', '-299', '200-250-299', ' 401', '4.0e2', '0x1f4'])('fails when statuses are %j', (text) => {
  expect(() => parseStatuses('--status', text)).toThrow(new UsageError(
    `--status must be statuses from 200 to 599, such as 401 or 200-299,401, got "${text}"`,
  ));
});

test('accepts what is in one of the ranges', () => {
  const all = Array.from({ length: 600 }, (_, status) => status);
  expect(all.filter((status) => accepts([[401, 401], [204, 206]], status))).toEqual([204, 205, 206, 401]);
  expect(all.filter((status) => accepts(SUCCESS, status))).toEqual(all.slice(200, 300));
});
