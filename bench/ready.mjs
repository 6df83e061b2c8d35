// Requests per second and memory of /ready beside its peers, and how fast held requests are answered.
// Every server is a process of its own; the rounds are interleaved and the figures are medians.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { pathToFileURL } from 'node:url';
import autocannon from 'autocannon';
import { median } from './median.mjs';

/** `bare` is a handler of node:http; `startgate-mounted` is the app inside one of the user's own, without our server. */
const SERVERS = ['bare', 'startgate', 'startgate-mounted', 'lightship', 'terminus'];
const CONNECTIONS = 50;
const SECONDS = 2;
const ROUNDS = 7;
const HELD = [100, 1000];
const HELD_ROUNDS = 5;

/**
 * Runs the benchmark.
 * @returns two lists of rows: `throughput` has { name, requestsPerSecond, cpuMicros, rssMiB } for each server, medians, CPU for
 *   one request; `held` has { count, medianMs, worstMs }, from readiness to the last of `count` held answers
 */
export async function readyBench({ rounds = ROUNDS, seconds = SECONDS } = {}) {
  return { throughput: await throughput(rounds, seconds), held: await heldAnswers() };
}

async function throughput(rounds, seconds) {
  const servers = await Promise.all(SERVERS.map(start));
  for (const server of servers) await load(server, 1);
  const samples = new Map(SERVERS.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // The order rotates, so that none is always measured after the same one.
    for (let i = 0; i < servers.length; i++) {
      const server = servers[(round + i) % servers.length];
      samples.get(server.name).push(await load(server, seconds));
    }
  }
  for (const server of servers) server.stop();
  return SERVERS.map((name) => {
    const of = (key) => median(samples.get(name).map((sample) => sample[key]));
    return { name, requestsPerSecond: of('requestsPerSecond'), cpuMicros: of('cpuMicros'), rssMiB: of('rssMiB') };
  });
}

async function load(server, seconds) {
  const before = await server.ask('usage');
  const url = `http://127.0.0.1:${server.port}/ready`;
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${server.name}: ${result.non2xx} answers were not 2xx, ${result.errors} failed`);
  const after = await server.ask('usage');
  const requests = result.requests.total;
  const cpu = after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system;
  return { requestsPerSecond: requests / result.duration, cpuMicros: cpu / requests, rssMiB: after.rss / 2 ** 20 };
}

async function heldAnswers() {
  const server = await start('startgate');
  const rows = [];
  for (const count of HELD) {
    const times = [];
    for (let round = 0; round < HELD_ROUNDS; round++) times.push(await lastAnswer(server, count));
    rows.push({ count, medianMs: median(times), worstMs: Math.max(...times) });
  }
  server.stop();
  return rows;
}

/** Milliseconds from readiness to the last of `count` held answers. */
async function lastAnswer(server, count) {
  await server.ask('notReady');
  const sockets = await Promise.all(Array.from({ length: count }, () => hold(server.port)));
  await allHeld(server.port, count);
  const answers = sockets.map(async (socket) => {
    const [data] = await once(socket, 'data');
    const at = process.hrtime.bigint();
    if (!data.toString('latin1').startsWith('HTTP/1.1 200 ')) throw new Error(`a held request got ${data.toString('latin1').split('\r\n')[0]}`);
    return at;
  });
  const { at } = await server.ask('ready');
  const arrived = await Promise.all(answers);
  for (const socket of sockets) socket.destroy();
  const last = arrived.reduce((a, b) => (a > b ? a : b));
  return Number(last - BigInt(at)) / 1e6;
}

async function hold(port) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET /ready HTTP/1.1\r\nHost: 127.0.0.1\r\nPrefer: wait=60\r\n\r\n');
  return socket;
}

/** Waits until the server says that it holds them all. */
async function allHeld(port, count) {
  for (;;) {
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    if (metrics.includes(`\nstartgate_held_requests ${count}\n`)) return;
  }
}

async function start(name) {
  const child = fork(new URL(`servers/${name}.mjs`, import.meta.url), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ port }] = await once(child, 'message');
  return {
    name,
    port,
    async ask(command) {
      const answer = once(child, 'message');
      child.send(command);
      return (await answer)[0];
    },
    stop: () => child.disconnect(),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { throughput: rows, held } = await readyBench();
  for (const row of [...rows, ...held]) process.stdout.write(`${JSON.stringify(row)}\n`);
}
