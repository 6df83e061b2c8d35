#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { run } from './cli.ts';
import { nodePlatform } from './platform/node.ts';

const parts = {
  https: true,
  get version(): string {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
    return version;
  },
  // The server is loaded only when asked for, so that a waiter starts fast.
  serve: async (args: readonly string[]): Promise<number> => {
    const { runServe } = await import('./serve.ts');
    return runServe(args);
  },
};

process.exit(await run(nodePlatform(process.argv.slice(2), process.env), parts));
