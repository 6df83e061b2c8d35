import { parentPort, workerData } from 'node:worker_threads';
import { parseConfig } from './config-text.ts';

// A program of its own: `parseInWorker` starts it, and ends it when it takes too long or too much.
const { name, bytes } = workerData as { readonly name: string; readonly bytes: Uint8Array };
try {
  parentPort?.postMessage({ value: parseConfig(name, bytes) });
} catch (error) {
  parentPort?.postMessage({ problem: error instanceof Error ? error.message : String(error) });
}
