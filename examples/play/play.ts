import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Duration, Testing } from 'cdk8s';
import { Mechanism } from 'cdk8s-startgate';
import { Sample } from '../sample';
import { eventOfLine, isOurs } from './lines';
import type { PlayOptions } from './options.mjs';
import { type Container, LocalPod } from './pod';
import { ContainerProcess } from './process';
import { Timeline } from './timeline';

/** Words of the manifest that stand for a program which its image has and this machine has not. */
const STARTGATE = ['startgate', '/run/startgate/bin/startgate'];
const SHELL = 'sh';

/**
 * Synthesizes the sample, shows its order, and plays its Pod with real processes.
 *
 * @returns the exit code of the application's container: 0, 69 when the gate stayed closed, 1 when it started too early
 */
export async function play(options: PlayOptions, write: (text: string) => void): Promise<number> {
  const port = await freePort();
  const sample = new Sample(Testing.app(), 'sample', {
    port, mechanism: Mechanism.GUARD, gated: !options.noGate, neverReady: options.neverReady,
    ...(options.neverReady ? { timeout: Duration.seconds(5) } : {}),
  });
  write(`${sample.order?.explain() ?? 'no order: the containers start one after another, ready or not'}\n\n`);
  const pod = new LocalPod(sample);
  const timeline = new Timeline(write, () => performance.now());
  const run = (name: string): ContainerProcess => {
    const container = pod.container(name);
    let guarded = container.command.includes('--wait');
    timeline.event(name, guarded ? 'guard started' : 'started');
    return new ContainerProcess(localCommand(pod, container, port), (line) => {
      if (guarded && !isOurs(line)) {
        timeline.event(name, 'started');
        guarded = false;
      }
      const event = eventOfLine(line);
      if (event !== undefined) timeline.event(name, event);
    });
  };
  try {
    // as the kubelet does: in the order of the manifest, started is enough
    const sidecar = run('sidecar');
    const code = await run('app').exit;
    timeline.event('app', code === 69 ? 'never started: the gate stayed closed, exit 69' : `ended with ${code}`);
    timeline.event('sidecar', `stopped with ${await sidecar.stop()}`);
    return code;
  } finally {
    pod.remove();
  }
}

function localCommand(pod: LocalPod, container: Container, port: number): string[] {
  const shell = container.command.indexOf(SHELL);
  const application = [process.execPath, join(__dirname, 'application.mjs'), `http://localhost:${port}/ready`];
  const words = shell < 0 ? container.command : container.command.slice(0, shell);
  const local = words.flatMap((word) => (STARTGATE.includes(word) ? startgate() : [pod.local(container, word)]));
  return shell < 0 ? local : [...local, ...application];
}

function startgate(): string[] {
  return [process.execPath, join(__dirname, '..', '..', 'sidecar-runtime', 'dist', 'main.js')];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
