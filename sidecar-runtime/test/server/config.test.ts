import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import fc from 'fast-check';
import { Registry } from 'prom-client';
import * as v from 'valibot';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { type Config, type ConfigOptions, loadConfig, watchConfig as watchAny } from '../../src/server/config.ts';
import type { ConfigSource } from '../../src/server/config-file.ts';
import { parseConfig } from '../../src/server/config-text.ts';
import { createReadiness } from '../../src/server/readiness.ts';
import { MemorySource } from '../support/memory-source.ts';
import { MountedVolume } from '../support/mounted-volume.ts';
import { tempFolder } from '../support/temp-folder.ts';

interface App {
  readonly port: number;
}

const schema = v.object({ port: v.pipe(v.number('expected a number'), v.minValue(1, 'at least 1')) }, 'expected an object');

function load(path: string, options: ConfigOptions<App> = {}): Config<App> {
  const config = loadConfig(path, { schema, ...options });
  onTestFinished(() => config.close());
  return config;
}

/** Without a thread: what is parsed is there in the same turn of the event loop. */
function watchConfig<Value = unknown>(source: ConfigSource, options: ConfigOptions<Value> = {}): Config<Value> {
  return watchAny(source, (name, bytes) => Promise.resolve().then(() => parseConfig(name, bytes)), options);
}

/** Settles after the next load that changed something. */
function nextLoad<T>(config: Config<T>): Promise<Config<T>> {
  return new Promise((resolve) => {
    const end = config.subscribe((loaded) => {
      end();
      resolve(loaded);
    });
  });
}

describe('a mounted ConfigMap', () => {
  test('is loaded, and loaded anew when the kubelet swaps its link', async () => {
    const volume = new MountedVolume();
    volume.update({ 'app.yaml': 'port: 1' });
    const config = load(volume.path('app.yaml'));
    expect(await config.first).toEqual({ port: 1 });
    const changed = nextLoad(config);
    volume.update({ 'app.yaml': 'port: 2' });
    expect((await changed).value).toEqual({ port: 2 });
  });

  test('stays on the last good value when the new one is bad, and recovers', async () => {
    const volume = new MountedVolume();
    volume.update({ 'app.yaml': 'port: 1' });
    const readiness = createReadiness();
    const path = volume.path('app.yaml');
    const config = load(path, { readiness });
    await config.first;
    const bad = nextLoad(config);
    volume.update({ 'app.yaml': 'port: none' });
    await bad;
    expect([config.value, config.problem]).toEqual([{ port: 1 }, `${path}: not valid: port: expected a number`]);
    expect(readiness.state.status).toBe('ready');
    const good = nextLoad(config);
    volume.update({ 'app.yaml': 'port: 1' });
    await good;
    expect([config.value, config.problem]).toEqual([{ port: 1 }, undefined]);
  });

  test('a hundred quick swaps end with the last value', async () => {
    const volume = new MountedVolume();
    volume.update({ 'app.yaml': 'port: 1' });
    const config = load(volume.path('app.yaml'));
    const last = new Promise<void>((resolve) => {
      config.subscribe(({ value }) => {
        if (value?.port === 100) resolve();
      });
    });
    for (let port = 2; port <= 100; port++) volume.update({ 'app.yaml': `port: ${port}` });
    await last;
    expect(config.problem).toBeUndefined();
  });
});

describe('readiness', () => {
  test('starts when the first good value is there', async () => {
    const readiness = createReadiness();
    const source = new MemorySource('port: 1');
    const { first } = watchConfig(source, { schema, readiness });
    expect(readiness.state).toEqual({ status: 'starting', reason: 'loading configuration' });
    await first;
    expect(readiness.state).toEqual({ status: 'ready' });
  });

  test('tells what is wrong until then', async () => {
    const readiness = createReadiness();
    const source = new MemorySource('port: 0');
    const config = watchConfig(source, { schema, readiness });
    await nextLoad(config);
    expect(readiness.state).toEqual({ status: 'starting', reason: 'app.yaml: not valid: port: at least 1' });
    source.become('port: 1');
    await config.first;
    expect(readiness.state).toEqual({ status: 'ready' });
  });

  test('waits for a file that does not exist yet', async () => {
    const readiness = createReadiness();
    const path = join(tempFolder(), 'app.yaml');
    const config = load(path, { readiness });
    await nextLoad(config);
    expect(readiness.state.reason).toBe(`${path}: cannot be read (ENOENT): it does not exist: mount it, or correct the path`);
    writeFileSync(path, 'port: 1');
    expect(await config.first).toEqual({ port: 1 });
  });

  test('has failed when the folder does not exist', async () => {
    const readiness = createReadiness();
    const folder = join(tempFolder(), 'none');
    const config = load(join(folder, 'app.yaml'), { readiness });
    const message = `${folder}/app.yaml: cannot watch the folder "${folder}" (ENOENT): it does not exist: mount it, or correct the path`;
    await expect(config.first).rejects.toThrow(message);
    expect(readiness.state).toEqual({ status: 'failed', reason: `config: ${message}` });
    expect(config.problem).toBe(message);
    mkdirSync(folder);
  });
});

test('a bad file after a good one leaves a readiness alone that waits for something else', async () => {
  const readiness = createReadiness();
  readiness.notReady('paused by an operator');
  const source = new MemorySource('port: 1');
  const config = watchConfig(source, { schema, readiness });
  await config.first;
  const bad = nextLoad(config);
  source.become('port: x');
  expect((await bad).problem).toBe('app.yaml: not valid: port: expected a number');
  expect(readiness.state.reason).toBe('paused by an operator');
});

describe('validators', () => {
  const cases: readonly (readonly [string, StandardSchemaV1<unknown, App>])[] = [
    ['valibot', schema],
    ['zod', z.object({ port: z.number({ error: 'expected a number' }) })],
    ['an asynchronous one', v.pipeAsync(v.object({ port: v.number('expected a number') }), v.checkAsync(() => Promise.resolve(true)))],
  ];

  test.each(cases)('%s is taken', async (_, validator) => {
    expect(await watchConfig(new MemorySource('port: 1'), { schema: validator }).first).toEqual({ port: 1 });
  });

  test.each(cases)('what %s finds is told', async (_, validator) => {
    const config = watchConfig(new MemorySource('port: x'), { schema: validator });
    expect((await nextLoad(config)).problem).toBe('app.yaml: not valid: port: expected a number');
  });

  test('its output is the value', async () => {
    const port = v.pipe(v.object({ port: v.string() }), v.transform(({ port }) => ({ port: Number(port) })));
    expect(await watchConfig(new MemorySource('port: "1"'), { schema: port }).first).toEqual({ port: 1 });
  });

  test('a fault of the whole has no path', async () => {
    const config = watchConfig(new MemorySource('hello'), { schema });
    expect((await nextLoad(config)).problem).toBe('app.yaml: not valid: expected an object');
  });

  test('one that throws is a problem like others', async () => {
    const throwing: StandardSchemaV1<unknown, App> = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: () => {
          throw new Error('a fault of the validator');
        },
      },
    };
    expect((await nextLoad(watchConfig(new MemorySource('port: 1'), { schema: throwing }))).problem).toBe('app.yaml: a fault of the validator');
  });

  test('without one every value is taken', async () => {
    expect(await watchConfig(new MemorySource('[1, x]')).first).toEqual([1, 'x']);
  });
});

describe('subscribers', () => {
  test('are told only when something changed', async () => {
    const source = new MemorySource('port: 1');
    const config = watchConfig(source, { schema });
    const values: unknown[] = [];
    config.subscribe(({ value }) => values.push(value?.port));
    await config.first;
    source.become('port: 1');
    await source.settled();
    source.become('port: 2');
    await source.settled();
    expect(values).toEqual([1, 2]);
  });

  test('bytes that did not change are parsed once, good or bad', async () => {
    const source = new MemorySource('port: 1');
    const parsed: string[] = [];
    watchAny(source, (_, bytes) => {
      const text = new TextDecoder().decode(bytes);
      parsed.push(text);
      return text === 'bad' ? Promise.reject(new Error('bad')) : Promise.resolve(text);
    });
    for (const text of ['port: 1', 'bad', 'bad', 'port: 1']) {
      await source.settled();
      source.become(text);
    }
    await source.settled();
    expect(parsed).toEqual(['port: 1', 'bad', 'port: 1']);
  });

  test('are told once of a problem that stays', async () => {
    const source = new MemorySource('port: a');
    const config = watchConfig(source, { schema });
    let told = 0;
    config.subscribe(() => told++);
    await source.settled();
    source.become('port: b');
    await source.settled();
    expect(told).toBe(1);
  });
});

describe('the end', () => {
  test('close() ends the watching and keeps the value', async () => {
    const source = new MemorySource('port: 1');
    const config = watchConfig(source, { schema });
    await config.first;
    config.close();
    expect(source.watchers).toBe(0);
    expect(config.value).toEqual({ port: 1 });
  });

  test('an aborted signal ends it too', async () => {
    const source = new MemorySource('port: 1');
    const end = new AbortController();
    await watchConfig(source, { schema, signal: end.signal }).first;
    end.abort();
    expect(source.watchers).toBe(0);
  });

  test('a signal that is aborted already starts nothing', async () => {
    const source = new MemorySource('port: 1');
    const { first } = watchConfig(source, { schema, signal: AbortSignal.abort() });
    await expect(first).rejects.toThrow('app.yaml: closed before the first good configuration');
    expect(source.watchers).toBe(0);
  });

  test('what is being loaded at the end is not taken', async () => {
    const source = new MemorySource('port: 1');
    const config = watchConfig(source, { schema });
    config.close();
    await source.settled();
    expect(config.value).toBeUndefined();
  });
});

test('the metrics tell good and bad loads', async () => {
  const registry = new Registry();
  const source = new MemorySource('port: 1');
  const config = watchConfig(source, { schema, registry });
  await config.first;
  source.become('port: x');
  await source.settled();
  const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith('startgate_'));
  expect(lines).toEqual([
    'startgate_config_valid 0',
    'startgate_config_loads_total{result="good"} 1',
    'startgate_config_loads_total{result="bad"} 1',
  ]);
});

test('any bytes leave it either with a value or with a problem, never with neither', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), async (bytes) => {
      const source = new MemorySource(bytes);
      const config = watchConfig(source);
      await source.settled();
      const hasValue = await Promise.race([config.first.then(() => true), source.settled().then(() => false)]);
      expect(config.problem === undefined).toBe(hasValue);
      config.close();
    }),
  );
});
