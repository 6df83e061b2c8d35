import { Duration } from 'cdk8s';
import { expect, test } from 'vitest';
import {
  DURATION, FLAG, memberOf, type OptionRules, required, requireOptions, requireValue, text, valueText,
} from '../../src/private/option';
import { newChart } from '../shop';

interface Options {
  readonly time?: unknown;
  readonly flag?: unknown;
  readonly color?: unknown;
  readonly name?: unknown;
}

const RULES: OptionRules<Options> = {
  time: DURATION, flag: FLAG, color: memberOf('Color', { RED: 'red', BLUE: 'blue' }), name: text('a name'),
};

test('what is given comes back, without what is undefined or null', () => {
  expect(Object.entries(requireOptions('web', { time: undefined, flag: null, color: 'red' }, RULES))).toEqual([['color', 'red']]);
});

test.each<[Options]>([
  [{}], [{ time: Duration.seconds(1), flag: false, color: 'red', name: 'a' }], [{ time: undefined, flag: null }],
])('%j is right', (options) => {
  expect(() => requireOptions('the play', options, RULES)).not.toThrow();
});

test('an unknown option that is undefined is not given', () => {
  expect(() => requireOptions('the play', { tiem: undefined } as Options, RULES)).not.toThrow();
});

test.each<[string, unknown, string]>([
  ['an option is misspelt', { tiem: 1 }, 'the play has no option "tiem"; allowed: time, flag, color, name'],
  ['an option is called like a method of every object', { toString: 1 }, 'the play has no option "toString"; allowed: time, flag, color, name'],
  ['a duration is a number', { time: 60 }, '"time" of the play must be a Duration of cdk8s, such as Duration.seconds(60); got 60'],
  ['a flag is a text', { flag: 'true' }, '"flag" of the play must be true or false; got "true"'],
  ['a value is no member', { color: 'RED' }, '"color" of the play must be one of Color.RED, Color.BLUE; got "RED"'],
  ['a text is a number', { name: 1.33 }, '"name" of the play must be a name; got 1.33'],
  ['a text is empty', { name: '' }, '"name" of the play must be a name; got ""'],
  ['the options are a list', [1], 'the options of the play must be an object with some of time, flag, color, name; got [1]'],
  ['the options are null', null, 'the options of the play must be an object with some of time, flag, color, name; got null'],
  ['the options are no object', 60, 'the options of the play must be an object with some of time, flag, color, name; got 60'],
])('fails when %s', (_name, options, message) => {
  expect(() => requireOptions('the play', options as Options, RULES)).toThrow(new Error(message));
});

test('an option of a class that is read by a getter is given', () => {
  class Play {
    get color(): string { return 'red'; }
  }
  expect(requireOptions<Options>('the play', new Play(), RULES)).toEqual({ color: 'red' });
});

test('an option that must be given is missed', () => {
  const rules: OptionRules<{ readonly name: string }> = { name: required(text('a name')) };
  expect(() => requireOptions(
    'the play', {} as { name: string }, rules,
  )).toThrow(new Error('"name" of the play must be a name; got undefined'));
});

test('an argument that keeps its rule comes back', () => {
  expect(requireValue('the time', 'noon', text('a name'))).toBe('noon');
});

test.each<[unknown, string]>([
  ['a', '"a"'], [1, '1'], [true, 'true'], [undefined, 'undefined'], [null, 'null'], [[1], '[1]'],
  [['a', {}, [1], 2, 3], '["a", {}, a list, 2, … 5 in all]'],
  [{}, '{}'],
  [{ a: 1, b: 2 }, 'an object with a, b'],
  [() => 1, 'a function'], [newChart(), 'an object of class Chart'], [Object.create(null), '{}'],
])('a value in a few words: %#', (value, words) => {
  expect(valueText(value)).toBe(words);
});
