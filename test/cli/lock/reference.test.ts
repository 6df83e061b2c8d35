import { expect, test } from 'vitest';
import { ImageError } from '../../../src/cli/lock/image-error';
import { parseReference } from '../../../src/cli/lock/reference';
import { DIGEST } from '../../private/support';

test.each([
  ['app', { repository: 'app', asked: 'app' }],
  ['app:1', { repository: 'app', asked: 'app:1' }],
  ['registry.example/shop/app:1.2', { repository: 'registry.example/shop/app', asked: 'registry.example/shop/app:1.2' }],
  ['localhost:5000/app', { repository: 'localhost:5000/app', asked: 'localhost:5000/app' }],
  ['localhost:5000/app:1', { repository: 'localhost:5000/app', asked: 'localhost:5000/app:1' }],
  ['[::1]:5000/app:1', { repository: '[::1]:5000/app', asked: '[::1]:5000/app:1' }],
  [`app@${DIGEST}`, { repository: 'app', digest: DIGEST, asked: `app@${DIGEST}` }],
])('%s is taken apart', (image, parts) => expect(parseReference(image)).toEqual(parts));

test('beside a digest, a tag is not asked for', () => {
  expect(parseReference(`localhost:5000/app:1@${DIGEST}`)).toEqual({ repository: 'localhost:5000/app', digest: DIGEST, asked: `localhost:5000/app@${DIGEST}` });
});

test.each(['', '-v', '--help', 'a b', 'app:$(TAG)', 'app@sha512:1', `app@${DIGEST}@${DIGEST}`, 'app@', '@sha256:1'])('fails when an image is "%s"', (image) => {
  expect(() => parseReference(image)).toThrow(new ImageError('is no image reference with a tag or a sha256 digest'));
});
