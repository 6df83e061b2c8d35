import { expect, test } from 'vitest';
import { linesOf, readArguments, type FlagTable } from '../../src/waiter/flags.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';

const OWN: FlagTable<string[]> = {
  '--size': { value: 'N', example: '3', about: 'how large', read: (draft, value, flag) => draft.push(`${flag} ${value}`) },
  '--all': { about: 'everything;\nelse nothing' },
};
const SHARED: FlagTable<string[]> = { '--state': { value: 'DIRECTORY|FILE', about: 'where', read: (draft, value) => draft.push(value) }, '--as': { value: 'one' } };

function read(...args: string[]): { seen: readonly string[] | undefined; draft: string[] } {
  const draft: string[] = [];
  const seen = readArguments('try', args, [OWN, SHARED], draft, (text) => draft.push(`positional ${text}`));
  return { seen, draft };
}

test('a value stands behind "=" or in the next argument, also one that looks like a flag', () => {
  expect(read('--size=a=b', 'x', '--size', '--all', '--all', '--state', '/s')).toEqual({
    seen: ['--size', '--size', '--all', '--state'], draft: ['--size a=b', 'positional x', '--size --all', '/s'],
  });
});

test.each(['--help', '-h', '--help=all'])('%s asks for help, whatever stands behind it', (flag) => {
  expect(read('x', flag, '--nonsense').seen).toBeUndefined();
});

test.each([
  [['--size'], '--size needs a value, such as "--size=3"'],
  [['--as'], '--as needs a value, such as "--as=one"'],
  [['--all=yes'], '--all takes no value, got "yes"'],
  [['--sise=3'], 'unknown option "--sise" of startgate try: it has --size, --all, --state, --as'],
  [['constructor', '-'], 'unknown option "-" of startgate try: it has --size, --all, --state, --as'],
])('fails when the arguments are %j', (args, message) => {
  expect(() => read(...args)).toThrow(new UsageError(message));
});

test('says so where there is no flag', () => {
  expect(() => readArguments('try', ['--x'], [], undefined, () => undefined)).toThrow(new UsageError('unknown option "--x" of startgate try: it has none'));
});

test('the lines of the usage begin in one column, below a flag that is longer', () => {
  expect(linesOf([OWN, SHARED], 12)).toBe(`  --size N  how large
  --all     everything;
            else nothing
  --state DIRECTORY|FILE
            where
`);
});
