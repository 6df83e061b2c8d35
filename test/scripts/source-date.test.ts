import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { fileDate, releaseDate } from '../../scripts/lib/source-date.mjs';

test('the files of a package have the time that npm gives to those of its tarballs', () => {
  expect(fileDate({})).toEqual(new Date('1985-10-26T08:15:00Z'));
});

test('a release names the time of the last commit', async () => {
  const committed = execFileSync('git', ['log', '-1', '--format=%cI'], { cwd: ROOT, encoding: 'utf8' }).trim();
  expect(await releaseDate({})).toEqual(new Date(committed));
});

test('SOURCE_DATE_EPOCH is the time of both', async () => {
  const env = { SOURCE_DATE_EPOCH: '1' };
  expect([fileDate(env), await releaseDate(env)]).toEqual([new Date(1000), new Date(1000)]);
});

test('fails when SOURCE_DATE_EPOCH is no time', async () => {
  const env = { SOURCE_DATE_EPOCH: 'today' };
  const error = new Error('SOURCE_DATE_EPOCH must be a number of seconds since 1970, got "today"');
  expect(() => fileDate(env)).toThrow(error);
  await expect(releaseDate(env)).rejects.toThrow(error);
});
