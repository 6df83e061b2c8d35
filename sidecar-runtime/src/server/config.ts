import type { StandardSchemaV1 } from '@standard-schema/spec';
import { Counter, Gauge, type Registry } from 'prom-client';
import { type ConfigSource, configFile } from './config-file.ts';
import { type ConfigParser, parseInWorker } from './config-parser.ts';
import type { Readiness } from './readiness.ts';

/** How configuration is loaded and who learns of it. */
export interface ConfigOptions<Value = unknown> {
  /** Checks and converts the value: any validator of Standard Schema. @default - every value is taken. @see https://standardschema.dev */
  readonly schema?: StandardSchemaV1<unknown, Value>;
  /** Held back, as the startup task `config`, until the first good value; its reason tells what is wrong. @default - nobody */
  readonly readiness?: Readiness;
  /** Gets `startgate_config_valid` and `startgate_config_loads_total`; give `createApp` the same one. @default - no metrics */
  readonly registry?: Registry;
  /** Ends the watching when aborted. @default - `close()` alone ends it */
  readonly signal?: AbortSignal;
}

/** Configuration that is kept up to date. */
export interface Config<Value> {
  /** The first good value. Rejected when it can never come: there is no such folder, or it was closed before. */
  readonly first: Promise<Value>;
  /** The last good value; `undefined` until there is one. */
  readonly value: Value | undefined;
  /** What is wrong with the newest bytes; `undefined` when they are good. The last good value stays in use meanwhile. */
  readonly problem: string | undefined;
  /** Calls `listener` after every load that changed `value` or `problem`. Returns the function that ends it. */
  subscribe(listener: (config: Config<Value>) => void): () => void;
  /** Ends the watching. The value stays. */
  close(): void;
}

/**
 * Loads a JSON or YAML file and keeps watching it, through the link swaps of a mounted ConfigMap. A bad file is never
 * taken: before the first good one the process is not ready and says why; after it the last good one stays in use.
 * It is parsed in a worker thread, in at most 10 s and with at most 256 MB of memory, or half of what the container has left.
 *
 * The reasons of a validator are shown in `/ready` and end in events: let its messages name fields, not values.
 * @param path the file; JSON when it ends with `.json`, else YAML. At most 1 MiB and 100 levels deep
 */
export function loadConfig<Value = unknown>(path: string, options: ConfigOptions<Value> = {}): Config<Value> {
  return watchConfig(configFile(path), parseInWorker, options);
}

/** `loadConfig` for any source and any parser. */
export function watchConfig<Value = unknown>(source: ConfigSource, parse: ConfigParser, options: ConfigOptions<Value> = {}): Config<Value> {
  return new WatchedConfig(source, parse, options);
}

const TASK = 'config';

class WatchedConfig<Value> implements Config<Value> {
  readonly first: Promise<Value>;
  value: Value | undefined;
  problem: string | undefined;

  readonly #source: ConfigSource;
  readonly #parse: ConfigParser;
  readonly #options: ConfigOptions<Value>;
  readonly #listeners = new Set<(config: Config<Value>) => void>();
  readonly #loaded: (result: 'good' | 'bad') => void;
  #resolveFirst!: (value: Value) => void;
  #rejectFirst!: (error: Error) => void;
  #unwatch: () => void = () => undefined;
  readonly #end = new AbortController();
  #hasValue = false;
  #seen: Uint8Array | undefined;
  #loading = false;
  #again = false;

  constructor(source: ConfigSource, parse: ConfigParser, options: ConfigOptions<Value>) {
    this.#source = source;
    this.#parse = parse;
    this.#options = options;
    this.#loaded = options.registry === undefined ? () => undefined : registerConfigMetrics(options.registry);
    this.first = new Promise((resolve, reject) => {
      this.#resolveFirst = resolve;
      this.#rejectFirst = reject;
    });
    // Whoever awaits `first` sees its rejection; for everybody else it is told by readiness and `problem`.
    this.first.catch(() => undefined);
    void options.readiness?.task(TASK, this.first, 'loading configuration');
    options.signal?.addEventListener('abort', () => this.close(), { once: true });
    if (options.signal?.aborted === true) this.close();
    else this.#start();
  }

  subscribe(listener: (config: Config<Value>) => void): () => void {
    const own = (config: Config<Value>): void => listener(config);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  close(): void {
    if (this.#closed) return;
    this.#end.abort();
    this.#unwatch();
    this.#listeners.clear();
    this.#rejectFirst(new Error(`${this.#source.name}: closed before the first good configuration`));
  }

  get #closed(): boolean {
    return this.#end.signal.aborted;
  }

  #start(): void {
    try {
      // Watched before it is read: what changes in between is seen.
      this.#unwatch = this.#source.watch(() => void this.#load());
    } catch (error) {
      const { message } = error as Error;
      this.#rejectFirst(new Error(`${this.#source.name}: ${message}`, { cause: error }));
      this.#settle({ problem: message });
      return;
    }
    void this.#load();
  }

  /** One load at a time; changes meanwhile cause one more. */
  async #load(): Promise<void> {
    this.#again = true;
    if (this.#loading) return;
    this.#loading = true;
    while (this.#again) {
      this.#again = false;
      const result = await this.#read();
      if (result !== undefined) this.#settle(result);
    }
    this.#loading = false;
  }

  async #read(): Promise<Result<Value> | undefined> {
    let bytes: Uint8Array;
    try {
      bytes = await this.#source.read();
    } catch (error) {
      this.#seen = undefined;
      return { problem: messageOf(error) };
    }
    if (this.#seen !== undefined && Buffer.compare(this.#seen, bytes) === 0) return undefined;
    this.#seen = bytes;
    try {
      return await validate(await this.#parse(this.#source.name, bytes, this.#end.signal), this.#options.schema);
    } catch (error) {
      return { problem: messageOf(error) };
    }
  }

  #settle(result: Result<Value>): void {
    if (this.#closed) return;
    const problem = 'problem' in result ? `${this.#source.name}: ${result.problem}` : undefined;
    if (problem !== undefined && problem === this.problem) return;
    this.problem = problem;
    this.#loaded(problem === undefined ? 'good' : 'bad');
    if ('value' in result) {
      this.value = result.value;
      this.#hasValue = true;
      this.#resolveFirst(result.value);
    } else if (!this.#hasValue && this.#options.readiness?.state.status === 'starting') {
      this.#options.readiness.progress(TASK, String(problem));
    }
    for (const listener of [...this.#listeners]) listener(this);
  }
}

type Result<Value> = { readonly value: Value } | { readonly problem: string };

async function validate<Value>(value: unknown, schema: StandardSchemaV1<unknown, Value> | undefined): Promise<Result<Value>> {
  if (schema === undefined) return { value: value as Value };
  const result = await schema['~standard'].validate(value);
  if (result.issues === undefined) return { value: result.value };
  return { problem: `not valid: ${result.issues.map(describe).join('; ')}` };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function describe(issue: StandardSchemaV1.Issue): string {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}

function registerConfigMetrics(registry: Registry): (result: 'good' | 'bad') => void {
  const registers = [registry];
  const valid = new Gauge({
    name: 'startgate_config_valid',
    help: 'Whether the newest configuration is good (1) or the last good one is used instead (0)',
    registers,
  });
  const loads = new Counter({
    name: 'startgate_config_loads_total',
    help: 'How often a changed configuration was loaded, by result',
    labelNames: ['result'],
    registers,
  });
  return (result) => {
    valid.set(result === 'good' ? 1 : 0);
    loads.inc({ result });
  };
}
