import { createReadiness, serve } from '../../sidecar-runtime/dist/index.js';
import { report } from './report.mjs';

const readiness = createReadiness();
readiness.ready();
const { port } = await serve(readiness, { host: '127.0.0.1', port: 0 });
report(port, { ready: () => readiness.ready(), notReady: () => readiness.notReady('loading configuration') });
