// Single waits, each a process of its own that is watched while it waits or timed until its command begins.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const OURS = { 'Startgate-Status': 'starting', 'Startgate-Reason': 'warming up' };

/** A sidecar that is ready when it is told so. One that holds speaks the protocol; a stranger just answers 503. */
async function startSidecar({ holds }) {
  const held = new Set();
  let asked;
  const firstHeld = new Promise((resolve) => {
    asked = resolve;
  });
  let ready = false;
  const server = createServer((request, response) => {
    if (ready) response.writeHead(200).end();
    else if (!holds) response.writeHead(503).end();
    else if (request.headers.prefer === undefined) response.writeHead(503, OURS).end();
    else {
      held.add(response);
      const stop = setTimeout(() => held.delete(response) && response.writeHead(503, OURS).end(), 10_000);
      response.on('close', () => clearTimeout(stop));
      asked();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: String(server.address().port),
    firstHeld,
    open: () => {
      ready = true;
      for (const response of held) response.writeHead(200, { 'Startgate-Status': 'ready' }).end();
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** CPU in milliseconds, and the most that was resident, of waits for a sidecar that is never ready; all wait at once. */
export async function watchWaiting(subjects, { holds, seconds }) {
  const sidecar = await startSidecar({ holds });
  const children = subjects.map(({ wait, patient = [] }) => {
    const [file, ...args] = [...wait(sidecar.port), ...patient];
    return spawn(file, args, { stdio: 'ignore' });
  });
  await sleep(seconds * 1000);
  const results = children.map(({ pid }, index) => ({ name: subjects[index].name, cpuMs: cpuMillis(pid), peakBytes: peakBytes(pid) }));
  for (const child of children) child.kill('SIGKILL');
  sidecar.close();
  return results;
}

/** The same for a file and for a state that never come: nobody is asked. */
export async function watchLooking({ file, patient }, seconds) {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-bench-'));
  try {
    const waits = [[`file://${folder}/ready`], ['--state', folder, 'sidecar=started']];
    return await watchWaiting(waits.map((words) => ({ name: words.at(-1), patient, wait: () => [file, 'wait', ...words] })), { holds: false, seconds });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function cpuMillis(pid) {
  const tasks = readdirSync(`/proc/${pid}/task`).map((task) => readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8'));
  return tasks.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0) / 1e6;
}

function peakBytes(pid) {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;
}

/** Milliseconds from readiness, `warmUp` milliseconds after the start, to the beginning of the command. */
export async function timeReadiness({ exec }, clock, { holds, warmUp }) {
  const sidecar = await startSidecar({ holds });
  const began = startCommand(exec(sidecar.port, clock));
  if (holds) await sidecar.firstHeld;
  await sleep(warmUp);
  const readyAt = nowMillis();
  sidecar.open();
  const time = (await began) - readyAt;
  sidecar.close();
  return time;
}

const nowMillis = () => performance.timeOrigin + performance.now();

async function startCommand([file, ...args]) {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${file} ended with ${code}`);
  return Number(out.trim().split('\n').at(-1));
}

/** Milliseconds from the writing of another container's state to the beginning of the command that waits for it. */
export async function timeState(startgate, clock) {
  const state = mkdtempSync(join(tmpdir(), 'startgate-bench-'));
  const record = join(state, 'sidecar/record.json');
  try {
    spawnSync(startgate, ['exec', '--name', 'sidecar', '--state', state, '--', 'true']);
    const text = readFileSync(record);
    rmSync(record);
    const began = startCommand([startgate, 'exec', '--state', state, '--wait', 'sidecar=succeeded', '--', clock]);
    await sleep(200 + Math.random() * 100);
    const writtenAt = nowMillis();
    writeFileSync(`${record}.new`, text);
    renameSync(`${record}.new`, record);
    return (await began) - writtenAt;
  } finally {
    rmSync(state, { recursive: true });
  }
}

/** How a wait for a stranger goes in a memory cgroup of 8 MiB. */
export async function waitInCgroup(startgate, clock) {
  const one = existsSync('/sys/fs/cgroup/memory');
  const group = join(one ? '/sys/fs/cgroup/memory' : '/sys/fs/cgroup', `startgate-bench-${process.pid}`);
  try {
    mkdirSync(group);
    writeFileSync(join(group, one ? 'memory.limit_in_bytes' : 'memory.max'), String(8 << 20));
  } catch (error) {
    return `not tried: ${error.message}`;
  }
  try {
    const exec = (port, command) => [
      'sh', '-c', 'echo $$ > "$1/cgroup.procs" && shift && exec "$@"', 'sh', group,
      startgate, 'exec', '--wait', `http://127.0.0.1:${port}/ready`, '--', command,
    ];
    await timeReadiness({ exec }, clock, { holds: false, warmUp: 1000 });
    return 'works';
  } finally {
    rmdirSync(group);
  }
}
