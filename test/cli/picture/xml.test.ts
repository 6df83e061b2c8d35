import { expect, test } from 'vitest';
import { decimal, element, escapeXml } from '../../../src/cli/picture/xml';

test('a text can neither end nor change what it stands in', () => {
  expect(escapeXml('<a b="c" d=\'e\'> & ]]>')).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt; &amp; ]]&gt;');
});

test('what XML can\'t hold is replaced', () => {
  expect(escapeXml('a\u0000b\u001bc\ud800d\ufffe')).toBe('a\ufffdb\ufffdc\ufffdd\ufffd');
});

test('a whole surrogate pair stays', () => {
  expect(escapeXml('🚪')).toBe('🚪');
});

test('an attribute is escaped, and left out when there is none', () => {
  expect(element('a', { b: '"<', c: undefined, d: 1.26 }, 'x')).toBe('<a b="&quot;&lt;" d="1.3">x</a>');
});

test('a number is short, and has no negative zero', () => {
  expect([1 / 3, -0.01, 2, 1e-9].map(decimal)).toEqual(['0.3', '0', '2', '0']);
});
