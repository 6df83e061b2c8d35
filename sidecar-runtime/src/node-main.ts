import { readFileSync } from 'node:fs';
import { run } from './cli.ts';
import { nodePlatform } from './platform/node.ts';

/**
 * The waiter on Node, and the sample sidecar.
 * @param onSignals called when there are handlers for the signals that ask us to end
 * @returns the exit code
 */
export function main(onSignals: () => void): Promise<number> {
  return run(nodePlatform(process.argv.slice(2), process.env, onSignals), {
    https: true,
    get version(): string {
      const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
      return version;
    },
    // The server is loaded only when asked for, so that a waiter starts fast.
    serve: async (args) => {
      const { runServe } = await import('./server/serve.ts');
      return runServe(args, { onSignals });
    },
  });
}
