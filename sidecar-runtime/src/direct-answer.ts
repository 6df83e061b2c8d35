import type { IncomingHttpHeaders } from 'node:http';
import { type Answer, readyAnswersFor } from './answers.ts';
import type { Readiness } from './readiness.ts';

/** The parts of a request that decide. */
export interface DirectRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/**
 * The answer to what probes ask all day, a `GET /ready` without preferences: the same as the app gives, without making
 * a `Request` and a `Response`, which costs more than everything else about it. `undefined` for any other request.
 */
export function directAnswers(readiness: Readiness): (request: DirectRequest) => Answer | undefined {
  const ready = readyAnswersFor(readiness);
  return ({ method, url, headers }) => {
    if (url !== '/ready' || method !== 'GET' || headers['prefer'] !== undefined) return undefined;
    return headers.accept === undefined || headers.accept === '*/*' ? ready('application/json') : undefined;
  };
}
