export { createApp, type AppOptions } from './server/app.ts';
export { loadConfig, type Config, type ConfigOptions } from './server/config.ts';
export { createDrainingApp, listenDraining, type DrainListener } from './server/draining.ts';
export { createReadiness, type Readiness, type ReadinessListener, type ReadinessState, type ReadinessStatus } from './server/readiness.ts';
export { runServe } from './server/serve.ts';
export {
  createServer,
  serve,
  type DrainableServer,
  type Fetcher,
  type RunningServer,
  type ServeOptions,
  type ServerOptions,
} from './server/server.ts';
export type { Listening } from './server/listen.ts';
export type { Timers } from './server/timers.ts';
