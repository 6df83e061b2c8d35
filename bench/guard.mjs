// Readiness to the start of the command, through the guard on Node, with a sidecar that holds its answer.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../sidecar-runtime/dist/main.js', import.meta.url));
const RUNS = 50;

/** A sidecar that speaks the protocol: `held` settles when the guard's request is being held, `ready` answers it. */
async function startSidecar() {
  let hold;
  const held = new Promise((resolve) => {
    hold = resolve;
  });
  const server = createServer((request, response) => {
    if (request.headers.prefer !== undefined) hold(response);
    else response.writeHead(503, { 'Startgate-Status': 'starting', 'Startgate-Reason': 'warming up' }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: server.address().port, held };
}

/** Milliseconds from readiness to the command's own reading of the clock; both read the same clock of this machine. */
async function measure() {
  const { server, port, held } = await startSidecar();
  const guard = spawn(
    process.execPath,
    [PROGRAM, 'exec', '--wait', `http://127.0.0.1:${port}/ready`, '--', 'date', '+%s.%N'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let out = '';
  guard.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  const closed = once(guard, 'close');
  const response = await held;
  // Let the guard come to rest, as it would be after any warm-up that is worth waiting for.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const readyAt = performance.timeOrigin + performance.now();
  response.writeHead(200, { 'Startgate-Status': 'ready' }).end();
  const [code] = await closed;
  server.close();
  if (code !== 0) throw new Error(`the guard ended with ${code}, not with the 0 of its command`);
  return Number(out) * 1000 - readyAt;
}

/** 50 runs, one after another, each with a sidecar and a guard of its own. Milliseconds. */
export async function guardBench() {
  const times = [];
  for (let run = 0; run < RUNS; run++) times.push(await measure());
  times.sort((one, other) => one - other);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { name: 'guard on Node, held answer', runs: RUNS, median: at(0.5), p95: at(0.95), max: times[times.length - 1] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${JSON.stringify(await guardBench())}\n`);
