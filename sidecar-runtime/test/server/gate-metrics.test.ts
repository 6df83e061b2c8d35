import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { gatesIn, registerGateMetrics } from '../../src/server/gate-metrics.ts';
import { nodePlatform } from '../../src/platform/node.ts';
import { createReadiness } from '../../src/server/readiness.ts';
import { StateWriter } from '../../src/waiter/state.ts';
import { tempFolder } from '../support/temp-folder.ts';

async function publish(directory: string, name: string, waitedMs: number | undefined, open: boolean): Promise<void> {
  const writer = await StateWriter.open(nodePlatform([], {}), directory, name);
  writer?.write({
    name,
    phase: waitedMs === undefined ? 'waiting' : 'started',
    gates: [{ target: 'proxy', state: open ? 'open' : 'closed' }],
    ...(waitedMs === undefined ? {} : { waitedMs }),
  });
}

async function gateLines(registry: Registry): Promise<string[]> {
  return (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

test('the metrics tell the gates, phases and waits of the guarded containers', async () => {
  const directory = tempFolder();
  await publish(directory, 'app', 1500, true);
  await publish(directory, 'worker', undefined, false);
  const registry = new Registry();
  registerGateMetrics(registry, gatesIn(directory));
  expect(await gateLines(registry)).toEqual([
    'startgate_state_readable 1',
    'startgate_container_readable{container="app"} 1',
    'startgate_container_readable{container="worker"} 1',
    'startgate_gate_open{container="app",target="proxy"} 1',
    'startgate_gate_open{container="worker",target="proxy"} 0',
    'startgate_container_phase{container="app",phase="waiting"} 0',
    'startgate_container_phase{container="app",phase="started"} 1',
    'startgate_container_phase{container="app",phase="ended"} 0',
    'startgate_container_phase{container="worker",phase="waiting"} 1',
    'startgate_container_phase{container="worker",phase="started"} 0',
    'startgate_container_phase{container="worker",phase="ended"} 0',
    'startgate_container_waited_seconds{container="app"} 1.5',
  ]);
});

test('a record that is none is passed over', async () => {
  const directory = tempFolder();
  mkdirSync(join(directory, 'app'));
  writeFileSync(join(directory, 'app', 'record.json'), '{"phase":"started"');
  const registry = new Registry();
  registerGateMetrics(registry, gatesIn(directory));
  expect(await gateLines(registry)).toEqual(['startgate_state_readable 1']);
});

test('a socket in the place of a record is told, and hides no other container', async () => {
  const directory = tempFolder();
  await publish(directory, 'app', undefined, false);
  mkdirSync(join(directory, 'odd'));
  const socket = createServer().listen(join(directory, 'odd', 'record.json'));
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  const registry = new Registry();
  registerGateMetrics(registry, gatesIn(directory));
  expect(await gateLines(registry)).toEqual([
    'startgate_state_readable 1',
    'startgate_container_readable{container="app"} 1',
    'startgate_container_readable{container="odd"} 0',
    'startgate_gate_open{container="app",target="proxy"} 0',
    'startgate_container_phase{container="app",phase="waiting"} 1',
    'startgate_container_phase{container="app",phase="started"} 0',
    'startgate_container_phase{container="app",phase="ended"} 0',
  ]);
});

test('a directory that can not be read is told, and the other metrics stay', async () => {
  const app = createApp(createReadiness(), { stateDirectory: join(tempFolder(), 'none') });
  const text = await (await app.request('/metrics')).text();
  expect(text).toContain('\nstartgate_state_readable 0\n');
  expect(text).toContain('\nstartgate_held_requests 0\n');
});

test('a gate that is gone is told no longer', async () => {
  const registry = new Registry();
  const record = { version: 2, name: 'app', phase: 'ended', gates: [], bootId: '', networkNamespace: '' } as const;
  const readings = [[{ name: 'app', record }], []];
  registerGateMetrics(registry, () => Promise.resolve(readings.shift() ?? []));
  expect(await gateLines(registry)).toContain('startgate_container_phase{container="app",phase="ended"} 1');
  expect(await gateLines(registry)).toEqual(['startgate_state_readable 1']);
});

test('an error that is none of the directory fails the scrape', async () => {
  const registry = new Registry();
  registerGateMetrics(registry, () => Promise.reject(new TypeError('a fault of ours')));
  await expect(registry.metrics()).rejects.toThrow(new TypeError('a fault of ours'));
});

test('without a state directory there are no gates', async () => {
  const text = await (await createApp(createReadiness()).request('/metrics')).text();
  expect(text).not.toContain('startgate_state_readable');
});
