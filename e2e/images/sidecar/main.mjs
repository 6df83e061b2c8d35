// A sidecar as its author writes it with the package `startgate`. Each line of its log carries the monotonic clock of the
// machine in nanoseconds, so that the order of events in several containers can be told.
import { createReadiness, serve } from 'startgate';

/** @param {string} event */
const log = (event) => process.stdout.write(`${JSON.stringify({ at: Number(process.hrtime.bigint()), event })}\n`);
log('started');

const readiness = createReadiness();
readiness.subscribe(({ status }) => log(status === 'starting' ? 'not-ready' : status));
const warmUp = Number(process.env.WARM_UP_MS ?? 0);
void readiness.task('configuration', new Promise((resolve) => setTimeout(resolve, warmUp)), 'loading configuration');
await serve(readiness, { port: Number(process.env.PORT ?? 8080) });
