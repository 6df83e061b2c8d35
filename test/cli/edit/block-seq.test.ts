import { expect, test } from 'vitest';
import { changed } from './changed';

interface Item { readonly name: string; readonly x?: number }

const LIST = `list:
# about a
- name: a # the first
  v: [1,  2]

# about b
- name: b
# after
end: 1
`;

test('a new item comes first', () => {
  expect(changed(LIST, (value: { list: Item[] }) => ({ ...value, list: [{ name: 'new' }, ...value.list] })))
    .toBe(LIST.replace('- name: a', '- name: new\n- name: a'));
});

test('a new item comes between two, behind the comment of neither', () => {
  expect(changed(LIST, (value: { list: Item[] }) => ({ ...value, list: [value.list[0]!, { name: 'new' }, value.list[1]!] })))
    .toBe(LIST.replace('  v: [1,  2]\n', '  v: [1,  2]\n- name: new\n'));
});

test('a new item comes last', () => {
  expect(changed(LIST, (value: { list: Item[] }) => ({ ...value, list: [...value.list, { name: 'new', x: 1 }] })))
    .toBe(LIST.replace('- name: b\n', '- name: b\n- name: new\n  x: 1\n'));
});

test('an item that moves takes its comments along', () => {
  expect(changed(LIST, (value: { list: Item[] }) => ({ ...value, list: [value.list[1]!, value.list[0]!] })))
    .toBe(`list:
# about a

# about b
- name: b
- name: a # the first
  v: [1,  2]
# after
end: 1
`);
});

test('an item that moves can change', () => {
  expect(changed('- name: a # x\n- name: b', ([a, b]: [Item, Item]) => [b, { ...a, x: 1 }])).toBe('- name: b\n- name: a # x\n  x: 1');
});

test('words are told apart by their values', () => {
  expect(changed('command:\n  - /app # the program\n  - -v\n  - -v\n', () => ({ command: ['/startgate', '--', '/app', '-v', '-v'] })))
    .toBe('command:\n  - /startgate\n  - --\n  - /app # the program\n  - -v\n  - -v\n');
});

test('the new end of one item comes before a new item', () => {
  expect(changed('- name: a\n- name: b\n', ([a, b]: [Item, Item]) => [{ ...a, x: 1 }, { name: 'c' }, b]))
    .toBe('- name: a\n  x: 1\n- name: c\n- name: b\n');
});
