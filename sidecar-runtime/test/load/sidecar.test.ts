import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { type NodeRun, runNode } from '../support/run-node.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { Clients, randomOf } from './clients.ts';
import type { Probes } from './prober.ts';

/** `npm run test:load` takes ten minutes; only then the times and the memory of the system are judged: a short run has neither settled. */
const SECONDS = Number(process.env.STARTGATE_LOAD_SECONDS ?? 30);
const LONG = SECONDS >= 600;

/** The seconds at which the heap is looked at: in the second fifth, and in the last. */
const LOOKS = [0.25, 0.3, 0.35, 0.85, 0.9, 0.95].map((part) => Math.round(SECONDS * part));

/**
 * How often the configuration changes: once a minute, as often as a kubelet looks for changes of a ConfigMap; in a short run at least once.
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically
 */
const CHANGE_EVERY = LONG ? 60 : 15;

const ASKING = 2000;
const SLOW = 50;
const DEAF = 20;

const MAIN = new URL('../../dist/main.js', import.meta.url).pathname;
/** Tells at SIGUSR2 how many bytes of heap are left when what nobody needs is gone. */
const HEAP = `data:text/javascript,process.on('SIGUSR2',()=>{gc();gc();console.log('heap '+process.memoryUsage().heapUsed)})`;

/** A server that does nothing else: what a probe takes on this machine now. */
const BARE = `require('http').createServer((_, answer) => answer.end()).listen(0, '127.0.0.1', function () {
  console.log('http://127.0.0.1:' + this.address().port);
})`;

/** Probes servers until it is ended. */
function startProber(...urls: readonly string[]): { end: () => Promise<readonly Probes[]> } {
  const outfile = join(tempFolder(), 'prober.mjs');
  buildSync({ entryPoints: [new URL('prober.ts', import.meta.url).pathname], outfile, bundle: true, platform: 'node', format: 'esm' });
  const child = spawn(process.execPath, [outfile, ...urls], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  child.stdout.on('data', (chunk) => (text += String(chunk)));
  return {
    end: async () => {
      child.stdin.end();
      await once(child, 'close');
      return JSON.parse(text) as Probes[];
    },
  };
}

/** Resident memory in MB. */
function residentOf({ child }: NodeRun): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
}

async function heapOf(run: NodeRun): Promise<number> {
  const before = run.stdout().length;
  run.child.kill('SIGUSR2');
  for (;;) {
    const found = /^heap (\d+)$/m.exec(run.stdout().slice(before));
    if (found !== null) return Number(found[1]) / 1024 / 1024;
    await once(run.child.stdout, 'data');
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const TITLE = `for ${SECONDS} s, ${ASKING} held requests that come and go, slow clients and configuration changes cost no request and no memory`;

test(TITLE, { timeout: (SECONDS + 120) * 1000 }, async () => {
  const path = join(tempFolder(), 'app.yaml');
  writeFileSync(path, 'a: [');
  const run = runNode(['--expose-gc', `--import=${HEAP}`, MAIN, 'serve', '--host', '127.0.0.1', '--port', '0', '--config', path]);
  const url = (await run.says(/listening on (http:\S+)/))[1] ?? '';
  const heapEmpty = await heapOf(run);
  const clients = new Clients(Number(new URL(url).port), randomOf(21));
  onTestFinished(() => clients.cut());
  const work = [
    ...Array.from({ length: ASKING }, () => clients.asking()),
    ...Array.from({ length: SLOW }, () => clients.slow()),
    ...Array.from({ length: DEAF }, () => clients.deaf()),
  ];
  const [bareUrl] = await runNode(['-e', BARE]).says(/http:\S+/);
  const prober = startProber(`${url}/ready`, bareUrl);

  const resident: number[] = [];
  const heap: number[] = [];
  await new Promise<void>((resolve) => {
    let second = 0;
    const timer = setInterval(() => {
      second++;
      resident.push(residentOf(run));
      // Each look collects the garbage first, which is a pause of a tenth of a second: few, so that they do not decide the times.
      if (LOOKS.includes(second)) void heapOf(run).then((megabytes) => heap.push(megabytes));
      // Bad in another line each time: a new reason, with which all that is held is answered.
      if (second % CHANGE_EVERY === 0) writeFileSync(path, `${'\n'.repeat(second)}a: [`);
      if (second === SECONDS) {
        clearInterval(timer);
        resolve();
      }
    }, 1000);
  });

  const [probes, bare] = (await prober.end()) as [Probes, Probes];
  clients.stop();
  writeFileSync(path, 'a: 1');
  await run.says(/ready$/m);
  setTimeout(() => clients.cut(), 40_000).unref();
  await Promise.all(work.slice(0, ASKING));
  clients.cut();
  await Promise.all(work);
  const { sent, answered, left, lost } = clients.tally;
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const heapLeft = await heapOf(run);
  run.child.kill('SIGTERM');
  const ended = await run.ended;

  /** The mean of the second fifth, and of the last. */
  const course = (values: readonly number[]): [number, number] => {
    const at = (part: number): number => Math.floor(values.length * part);
    return [mean(values.slice(at(0.2), at(0.4))), mean(values.slice(at(0.8)))];
  };
  const [heapBefore, heapAfter] = [mean(heap.slice(0, 3)), mean(heap.slice(3))];
  const [residentBefore, residentAfter] = course(resident);
  const round = (value: number): number => Math.round(value * 10) / 10;
  // The figures of SECURITY.md.
  process.stderr.write(`${JSON.stringify({
    seconds: SECONDS, sent, answered, left, lost: lost.length, probes, bare,
    heapMB: { empty: heapEmpty, loaded: [heapBefore, heapAfter], left: heapLeft }, residentMB: [residentBefore, residentAfter],
  }, (_, value: unknown) => (typeof value === 'number' ? round(value) : value))}\n`);
  expect({ lost, probes: probes.lost }).toEqual({ lost: [], probes: 0 });
  expect(answered + left).toBe(sent);
  expect(metrics).toContain('\nstartgate_held_requests 0\n');
  expect(ended).toEqual({ code: 0, signal: null });
  // Of the 15 MB that so many connections take, what code and its caches keep is left.
  expect(heapLeft - heapEmpty).toBeLessThan(5);
  if (!LONG) return;
  expect(heapAfter / heapBefore).toBeLessThan(1.05);
  expect(residentAfter / residentBefore).toBeLessThan(1.05);
  expect(probes.p99 - bare.p99).toBeLessThan(20);
});
