import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/cli/command';
import { parseWords } from '../../src/cli/parse-words';

const command: Command = {
  name: 'look', about: 'looks', operands: '[FILE]', maxOperands: 1, examples: [], run: () => Promise.resolve(0),
  options: [
    { name: 'format', short: 'f', value: 'FORMAT', choices: ['text', 'json'], about: 'how' },
    { name: 'namespace', short: 'n', value: 'NS', about: 'where' },
    { name: 'watch', about: 'again' },
  ],
};

test('an option may stand before and behind an operand, with a blank or an equals sign', () => {
  const words = parseWords(command, ['--namespace', 'shop', 'web.yaml', '--format=json']);
  expect([words.operands, words.value('namespace'), words.value('format')]).toEqual([['web.yaml'], 'shop', 'json']);
});

test('a letter stands for an option', () => expect(parseWords(command, ['-n', 'shop']).value('namespace')).toBe('shop'));
test('the last one of an option wins', () => expect(parseWords(command, ['-f', 'json', '-f', 'text']).value('format')).toBe('text'));
test('every value of an option is known', () => expect(parseWords(command, ['-n', 'a', '--namespace=b']).values('namespace')).toEqual(['a', 'b']));
test('the first choice is the default', () => expect(parseWords(command, []).value('format')).toBe('text'));
test('a value that is not given is undefined', () => expect(parseWords(command, []).value('namespace')).toBeUndefined());
test(
  'a flag is on when it is given',
  () => expect([parseWords(command, ['--watch']).flag('watch'), parseWords(command, []).flag('watch')]).toEqual([true, false]),
);
test('a dash alone is an operand', () => expect(parseWords(command, ['-']).operands).toEqual(['-']));
test('behind two dashes everything is an operand', () => expect(parseWords(command, ['--', '--watch']).operands).toEqual(['--watch']));
test('a value may hold an equals sign', () => expect(parseWords(command, ['--namespace=a=b']).value('namespace')).toBe('a=b'));

describe('fails when', () => {
  test.each([
    [['--colour'], 'look has no option "--colour"; allowed: --help, --format, --namespace, --watch'],
    [['--format', 'xml'], '--format must be one of text, json; got "xml"'],
    [['--format'], '--format needs a value: text, json'],
    [['--namespace'], '--namespace needs a value: NS'],
    [['--watch=yes'], '--watch takes no value; got "yes"'],
    [['a', 'b'], 'look takes one operand; got "a", "b"'],
  ])('the words are %j', (words, message) => expect(() => parseWords(command, words)).toThrow(new Error(message)));
});
