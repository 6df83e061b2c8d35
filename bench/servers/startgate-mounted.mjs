// `createApp` inside an app of the user's own, on plain node-server.
import { createAdaptorServer } from '../../sidecar-runtime/node_modules/@hono/node-server/dist/index.mjs';
import { Hono } from '../../sidecar-runtime/node_modules/hono/dist/index.js';
import { createApp, createReadiness } from '../../sidecar-runtime/dist/index.js';
import { report } from './report.mjs';

const readiness = createReadiness();
readiness.ready();
const app = new Hono().route('/', createApp(readiness));
const server = createAdaptorServer({ fetch: app.fetch });
server.listen(0, '127.0.0.1', () => report(server.address().port));
