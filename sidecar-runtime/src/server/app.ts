import { type Context, Hono } from 'hono';
import { RegExpRouter } from 'hono/router/reg-exp-router';
import { Registry } from 'prom-client';
import { type Answer, answersFor, statusHeaders } from './answers.ts';
import { gatesIn, registerGateMetrics } from './gate-metrics.ts';
import type { HeldRequests } from './held-requests.ts';
import { negotiate } from './media-type.ts';
import { registerMetrics } from './metrics.ts';
import type { Readiness, ReadinessState } from './readiness.ts';
import { ReadyEndpoint, type ReadyOptions } from './ready-endpoint.ts';
import { headerOf } from './request-header.ts';

/** How `createApp` answers. */
export interface AppOptions extends ReadyOptions {
  /** Where the metrics of `/metrics` live; a registry serves one app. @default - a registry of its own */
  readonly registry?: Registry;
  /** The state directory whose gates `/metrics` tells of. @default - `STARTGATE_STATE` of the environment, else no gates */
  readonly stateDirectory?: string;
}

/** What the app answers, by path below where it is mounted. */
export const ENDPOINTS: Readonly<Record<string, string>> = Object.freeze({
  '/ready': 'may dependents start? 200 or 503; Prefer: wait=10 holds a not-ready answer until that changes',
  '/live': 'does it run? 503 only when it has failed, so that a restart can help',
  '/startup': 'was it ready once? 200 or 503',
  '/metrics': 'Prometheus text',
});

/**
 * The Hono app of a sidecar: `GET` and `HEAD` of `/ready`, `/live`, `/startup`, `/metrics`, and `/`, which lists them.
 * Every answer carries `Startgate-Status` and, when not ready, `Startgate-Reason`. Use it as it is, or mount it in an
 * app of your own: `app.route('/', createApp(readiness))`, also below a prefix.
 * @param readiness what is told
 * @throws RangeError when an option is out of range
 * @see https://www.rfc-editor.org/rfc/rfc7240 Prefer
 */
export function createApp(readiness: Readiness, options: AppOptions = {}): Hono {
  return createAppOn(new ReadyEndpoint(readiness, options), readiness, options);
}

/** The same for a server that answers some requests itself: both hold requests at one and the same place. */
export function createAppOn(ready: ReadyEndpoint, readiness: Readiness, options: AppOptions): Hono {
  const registry = options.registry ?? new Registry();
  registerMetrics(registry, readiness, ready.held);
  const stateDirectory = options.stateDirectory ?? process.env['STARTGATE_STATE'];
  if (stateDirectory !== undefined) registerGateMetrics(registry, gatesIn(stateDirectory));

  const liveAnswers = answersFor(readiness, ({ status }) => status !== 'failed');
  const startupAnswers = answersFor(readiness, () => readiness.started);

  // All paths are static, so RegExpRouter finds them in a map and never runs its expression: its match is one lookup.
  const app = new Hono({ router: new RegExpRouter() });
  app.get('/ready', (c): Response | Promise<Response> => {
    const seconds = ready.secondsToHold(headerOf(c, 'prefer'));
    if (seconds === 0) return respond(ready.answer(negotiate(c)));
    return released(ready.held, seconds, c.req.raw.signal).then(() => respond(ready.answer(negotiate(c), seconds)));
  });
  app.get('/live', (c) => respond(liveAnswers(negotiate(c))));
  app.get('/startup', (c) => respond(startupAnswers(negotiate(c))));
  app.get('/metrics', async () => {
    const headers = { 'Content-Type': registry.contentType, ...statusHeaders(readiness.state) };
    return new Response(await registry.metrics(), { headers });
  });
  app.get('/', (c) => listEndpoints(c, readiness.state));
  app.notFound((c) => {
    const text = `no such endpoint: "${c.req.path}"; see /\n`;
    return c.text(text, 404, statusHeaders(readiness.state));
  });
  return app;
}

/** Settles when a held request is to be answered, or nobody is there any more to be answered. */
function released(held: HeldRequests, seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const gone = (): void => {
      takeBack();
      resolve();
    };
    const takeBack = held.hold(seconds, () => {
      signal.removeEventListener('abort', gone);
      resolve();
    });
    if (signal.aborted) gone();
    else signal.addEventListener('abort', gone, { once: true });
  });
}

function respond({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers });
}

function listEndpoints(c: Context, state: ReadinessState): Response {
  const base = c.req.path.replace(/\/$/, '');
  const endpoints = Object.entries(ENDPOINTS).map(([path, purpose]) => [`${base}${path}`, purpose] as const);
  const headers = { Vary: 'Accept', ...statusHeaders(state) };
  if (negotiate(c) === 'application/json') {
    return c.json({ ...state, endpoints: Object.fromEntries(endpoints) }, 200, headers);
  }
  return c.text(endpoints.map(([path, purpose]) => `${path}  ${purpose}\n`).join(''), 200, headers);
}
