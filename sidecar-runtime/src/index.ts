export { createApp, type AppOptions } from './app.ts';
export { loadConfig, type Config, type ConfigOptions } from './config.ts';
export { createDrainingApp, listenDraining, type DrainListener } from './draining.ts';
export { createReadiness, type Readiness, type ReadinessListener, type ReadinessState, type ReadinessStatus } from './readiness.ts';
export { runServe } from './serve.ts';
export {
  createServer,
  serve,
  type DrainableServer,
  type Fetcher,
  type RunningServer,
  type ServeOptions,
  type ServerOptions,
} from './server.ts';
export type { Listening } from './listen.ts';
export type { Timers } from './timers.ts';
