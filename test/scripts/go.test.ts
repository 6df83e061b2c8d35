import { expect, test } from 'vitest';
import { isGo } from '../../scripts/lib/go.mjs';

test.each([
  ['go version go1.26.8 linux/amd64', true],
  ['go version go1.31rc1 darwin/arm64', true],
  ['go version go1.25.9 linux/amd64', false],
  ['no Go at all', false],
])('a Go that says "%s" builds our programs: %j', (said, expected) => {
  expect(isGo(said)).toBe(expected);
});
