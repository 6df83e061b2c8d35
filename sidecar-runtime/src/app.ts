import { type Context, Hono } from 'hono';
import { RegExpRouter } from 'hono/router/reg-exp-router';
import { Registry } from 'prom-client';
import { type Answer, answersFor, readyAnswersFor, statusHeaders } from './answers.ts';
import { gatesIn, registerGateMetrics } from './gate-metrics.ts';
import { HeldRequests } from './held-requests.ts';
import { negotiate } from './media-type.ts';
import { registerMetrics } from './metrics.ts';
import { preferredWait } from './prefer.ts';
import type { Readiness, ReadinessState } from './readiness.ts';
import { headerOf } from './request-header.ts';
import { systemTimers, type Timers } from './timers.ts';

/** How `createApp` answers. */
export interface AppOptions {
  /** The longest time in seconds that a `Prefer: wait` request is held; a longer wish is cut to it. @default 60 */
  readonly maxWait?: number;
  /** How many requests are held at once; what comes on top is answered at once, as if it had not asked. @default 4096 */
  readonly maxHeld?: number;
  /** Where the metrics of `/metrics` live; a registry serves one app. @default - a registry of its own */
  readonly registry?: Registry;
  /** The state directory whose gates `/metrics` tells of. @default - `STARTGATE_STATE` of the environment, else no gates */
  readonly stateDirectory?: string;
  /** How time passes. @default - the timers of the process */
  readonly timers?: Timers;
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
  const maxWait = wholeNumber('maxWait', options.maxWait ?? 60, 3600);
  const maxHeld = wholeNumber('maxHeld', options.maxHeld ?? 4096, 1_000_000);
  const registry = options.registry ?? new Registry();
  const held = new HeldRequests(readiness, options.timers ?? systemTimers, maxHeld);
  registerMetrics(registry, readiness, held);
  const stateDirectory = options.stateDirectory ?? process.env['STARTGATE_STATE'];
  if (stateDirectory !== undefined) registerGateMetrics(registry, gatesIn(stateDirectory));

  const readyAnswers = readyAnswersFor(readiness);
  const liveAnswers = answersFor(readiness, ({ status }) => status !== 'failed');
  const startupAnswers = answersFor(readiness, () => readiness.started);

  // All paths are static, so RegExpRouter finds them in a map and never runs its expression: its match is one lookup.
  const app = new Hono({ router: new RegExpRouter() });
  app.get('/ready', (c): Response | Promise<Response> => {
    if (readiness.state.status !== 'starting' || !held.hasRoom) return respond(readyAnswers(negotiate(c)));
    const wait = Math.min(preferredWait(headerOf(c, 'prefer')) ?? 0, maxWait);
    if (wait === 0) return respond(readyAnswers(negotiate(c)));
    return held.hold(wait, c.req.raw.signal).then(() => {
      const { status, headers, body } = readyAnswers(negotiate(c));
      return respond({ status, headers: { ...headers, 'Preference-Applied': `wait=${wait}` }, body });
    });
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

function wholeNumber(name: string, value: number, max: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw new RangeError(`"${name}" must be a whole number from 0 to ${max}, got "${value}"`);
}
