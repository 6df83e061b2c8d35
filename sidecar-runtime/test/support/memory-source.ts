import type { ConfigSource } from '../../src/server/config-file.ts';

/** Configuration that a test holds in its hands. */
export class MemorySource implements ConfigSource {
  readonly name = 'app.yaml';
  readonly #watchers = new Set<{ readonly onChange: () => void }>();
  #bytes: Uint8Array;

  constructor(content: string | Uint8Array) {
    this.#bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  }

  get watchers(): number {
    return this.#watchers.size;
  }

  read(): Promise<Uint8Array> {
    return Promise.resolve(this.#bytes);
  }

  watch(onChange: () => void): () => void {
    const watcher = { onChange };
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  become(text: string): void {
    this.#bytes = new TextEncoder().encode(text);
    for (const { onChange } of this.#watchers) onChange();
  }

  /** One turn of the event loop: every promise that reading and checking took has settled. */
  settled(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
}
