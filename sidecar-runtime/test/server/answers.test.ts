import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersFor, reasonHeader, statusHeaders, textOf, writeAnswer } from '../../src/server/answers.ts';
import { createReadiness } from '../../src/server/readiness.ts';

describe('the reason header', () => {
  test('keeps printable ASCII as it is', () => {
    expect(reasonHeader('loading configuration')).toBe('loading configuration');
  });

  test('makes white space one space and other characters a question mark', () => {
    expect(reasonHeader(' caf\u00e9\r\n\tSet-Cookie: x\u0000 ')).toBe('caf? Set-Cookie: x?');
  });

  test('makes a character outside the basic plane one question mark', () => {
    expect(reasonHeader('\u{1f600}')).toBe('?');
  });

  test('cuts a long reason to 200 characters', () => {
    expect(reasonHeader('x'.repeat(201))).toBe(`${'x'.repeat(197)}...`);
    expect(reasonHeader('x'.repeat(200))).toBe('x'.repeat(200));
  });

  test('is at most 200 printable ASCII characters, whatever the reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (reason) => {
        expect(reasonHeader(reason)).toMatch(/^[\x20-\x7e]{0,200}$/);
      }),
    );
  });
});

test('a ready answer has no reason', () => {
  expect(statusHeaders({ status: 'ready' })).toEqual({ 'Startgate-Status': 'ready' });
});

test('the JSON answer of a starting sidecar', () => {
  expect(writeAnswer(503, { status: 'starting', reason: 'loading caf\u00e9' }, 'application/json')).toEqual({
    status: 503,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': '46',
      'Cache-Control': 'no-store',
      Vary: 'Accept',
      'Startgate-Status': 'starting',
      'Startgate-Reason': 'loading caf?',
      'Retry-After': '1',
    },
    body: '{"status":"starting","reason":"loading caf\u00e9"}',
  });
});

test('the text answer of a starting sidecar', () => {
  const { headers, body } = writeAnswer(503, { status: 'starting', reason: 'loading' }, 'text/plain');
  expect(body).toBe('starting: loading\n');
  expect(headers['Content-Type']).toBe('text/plain; charset=UTF-8');
});

test('only a sidecar that may become ready asks to be tried again', () => {
  for (const status of ['failed', 'draining'] as const) {
    expect(writeAnswer(503, { status, reason: 'x' }, 'text/plain').headers).not.toHaveProperty('Retry-After');
  }
});

test('the text of a ready sidecar is one word', () => {
  expect(textOf({ status: 'ready' })).toBe('ready\n');
});

test('answers are written once per state', () => {
  const readiness = createReadiness();
  const answers = answersFor(readiness, ({ status }) => status === 'ready');
  const first = answers('application/json');
  expect(answers('application/json')).toBe(first);
  readiness.ready();
  expect(answers('application/json').status).toBe(200);
});
