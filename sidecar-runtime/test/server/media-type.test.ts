import fc from 'fast-check';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { negotiate } from '../../src/server/media-type.ts';

const app = new Hono().get('/', (c) => c.text(negotiate(c)));

async function negotiated(accept: string | undefined): Promise<string> {
  return (await app.request('/', accept === undefined ? {} : { headers: { Accept: accept } })).text();
}

test.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['application/json', 'application/json'],
  ['text/plain', 'text/plain'],
  ['TEXT/PLAIN', 'text/plain'],
  ['text/*', 'text/plain'],
  ['text/plain, application/json', 'application/json'],
  ['text/plain;q=0.9, application/json;q=0.8', 'text/plain'],
  ['application/json;q=0.5, */*', 'text/plain'],
  ['application/json;q=0, */*', 'text/plain'],
  ['text/*;q=0.3, */*;q=0.2', 'text/plain'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'application/json'],
  ['image/png', 'application/json'],
  ['*/*;q=0', 'application/json'],
])('Accept %s gets %s', async (accept, type) => {
  expect(await negotiated(accept)).toBe(type);
});

test('of two qualities the higher one wins, whatever the order', async () => {
  const quality = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
  await fc.assert(
    fc.asyncProperty(quality, quality, fc.boolean(), async (json, text, swapped) => {
      const ranges = [`application/json;q=${json}`, `text/plain;q=${text}`];
      const expected = text > json ? 'text/plain' : 'application/json';
      expect(await negotiated((swapped ? ranges.reverse() : ranges).join(', '))).toBe(expected);
    }),
  );
});

test('any text is answered in one of the two', async () => {
  const headerText = fc.string({ unit: fc.constantFrom('text', 'application', 'json', 'plain', '/', '*', ';', 'q=', '0', '.5', ',', ' ', '"', '\\') });
  await fc.assert(
    fc.asyncProperty(headerText, async (accept) => {
      expect(['application/json', 'text/plain']).toContain(await negotiated(accept));
    }),
  );
});
