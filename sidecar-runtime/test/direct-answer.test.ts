import { describe, expect, test } from 'vitest';
import { createApp } from '../src/app.ts';
import { type DirectRequest, directAnswers } from '../src/direct-answer.ts';
import { createReadiness, type Readiness } from '../src/readiness.ts';

const STATES: readonly (readonly [string, (readiness: Readiness) => void])[] = [
  ['starting', (readiness) => readiness.notReady('loading')],
  ['ready', (readiness) => readiness.ready()],
  ['failed', (readiness) => readiness.fail('bad certificate')],
  ['draining', (readiness) => readiness.drain()],
];

describe.each(STATES)('when %s', (_, bring) => {
  test.each([[{}], [{ accept: '*/*' }]])('the answer to %o is the one of the app', async (headers: Record<string, string>) => {
    const readiness = createReadiness();
    bring(readiness);
    const direct = directAnswers(readiness)({ method: 'GET', url: '/ready', headers });
    const answer = await createApp(readiness).request('/ready', { headers });
    expect(direct?.status).toBe(answer.status);
    expect(direct?.body).toBe(await answer.text());
    expect([...new Headers(direct?.headers)]).toEqual([...answer.headers]);
  });
});

test.each<DirectRequest>([
  { method: 'HEAD', url: '/ready', headers: {} },
  { method: 'POST', url: '/ready', headers: {} },
  { method: 'GET', url: '/ready?x', headers: {} },
  { method: 'GET', url: '/live', headers: {} },
  { method: 'GET', url: '/ready', headers: { prefer: 'wait=10' } },
  { method: 'GET', url: '/ready', headers: { accept: 'text/plain' } },
])('%o is left to the app', (request) => {
  expect(directAnswers(createReadiness())(request)).toBeUndefined();
});
