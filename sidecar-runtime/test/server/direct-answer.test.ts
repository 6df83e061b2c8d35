import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/server/answers.ts';
import { createApp } from '../../src/server/app.ts';
import { type DirectRequest, directAnswers, type Taken } from '../../src/server/direct-answer.ts';
import { ReadyEndpoint } from '../../src/server/ready-endpoint.ts';
import { createReadiness, type Readiness } from '../../src/server/readiness.ts';
import { ManualTimers } from '../support/manual-timers.ts';

const STATES: readonly (readonly [string, (readiness: Readiness) => void])[] = [
  ['starting', (readiness) => readiness.notReady('loading')],
  ['ready', (readiness) => readiness.ready()],
  ['failed', (readiness) => readiness.fail('bad certificate')],
  ['draining', (readiness) => readiness.drain()],
];

/** What was done of a request, and what it was answered. */
function ask(
  readiness: Readiness, request: DirectRequest,
): { readonly taken: Taken; readonly answers: Answer[]; readonly ready: ReadyEndpoint } {
  const ready = new ReadyEndpoint(readiness, { timers: new ManualTimers() });
  const answers: Answer[] = [];
  return { taken: directAnswers(ready)(request, (answer) => answers.push(answer)), answers, ready };
}

const get = (headers: DirectRequest['headers'] = {}): DirectRequest => ({ method: 'GET', url: '/ready', headers });

describe.each(STATES)('when %s', (_, bring) => {
  test.each([[{}], [{ accept: '*/*' }]])('the answer to %o is the one of the app', async (headers: Record<string, string>) => {
    const readiness = createReadiness();
    bring(readiness);
    const { taken, answers: [direct] } = ask(readiness, get(headers));
    const answer = await createApp(readiness).request('/ready', { headers });
    expect(taken).toBe('answered');
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
  get({ accept: 'text/plain' }),
  get({ accept: 'text/plain', prefer: 'wait=10' }),
])('%o is left to the app', (request) => {
  const { taken, answers } = ask(createReadiness(), request);
  expect([taken, answers]).toEqual(['left', []]);
});

describe('a request that prefers to wait', () => {
  test('is answered as the app does, as soon as readiness changes', async () => {
    const readiness = createReadiness();
    const { answers } = ask(readiness, get({ prefer: 'wait=10' }));
    const app = createApp(readiness).request('/ready', { headers: { prefer: 'wait=10' } });
    readiness.ready();
    const [direct] = answers;
    const answer = await app;
    expect([direct?.status, direct?.body]).toEqual([answer.status, await answer.text()]);
    expect([...new Headers(direct?.headers)]).toEqual([...answer.headers]);
  });

  test('is not answered before', () => {
    expect(ask(createReadiness(), get({ prefer: 'wait=10' })).answers).toEqual([]);
  });

  test('is held by a list of fields too', () => {
    expect(ask(createReadiness(), get({ prefer: ['respond-async', 'wait=10'] })).ready.held.size).toBe(1);
  });

  test('is taken back when its client is gone', () => {
    const readiness = createReadiness();
    const { taken, answers, ready } = ask(readiness, get({ prefer: 'wait=10' }));
    (taken as () => void)();
    readiness.ready();
    expect([answers, ready.held.size]).toEqual([[], 0]);
  });

  test('is answered at once when the answer does not change any more', () => {
    const readiness = createReadiness();
    readiness.ready();
    expect(ask(readiness, get({ prefer: 'wait=10' })).taken).toBe('answered');
  });
});
