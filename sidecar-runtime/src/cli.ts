import type { Platform } from './platform/platform.ts';
import { parseArgs } from './waiter/args.ts';
import { encode, withoutControls } from './waiter/bytes.ts';
import { EXIT } from './waiter/exit-code.ts';
import { runExec } from './waiter/guard.ts';
import { runInstall } from './waiter/install.ts';
import { runWait } from './waiter/run-wait.ts';
import { runStatus } from './waiter/status.ts';
import { usage } from './waiter/usage.ts';
import type { Invocation } from './waiter/invocation.ts';
import { UsageError } from './waiter/usage-error.ts';

/** What the command line can't do by itself. */
export interface CliParts {
  readonly version: string;
  /** Whether the platform can speak TLS. */
  readonly https: boolean;
  /** Runs the sample sidecar with the arguments after `serve`. */
  readonly serve: (args: readonly string[]) => Promise<number>;
}

/**
 * Does what the command line of the platform says.
 *
 * @returns the exit code; what the caller wrote wrong is said on stderr and is 64
 */
export async function run(platform: Platform, parts: CliParts): Promise<number> {
  try {
    return await dispatch(platform, parts);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    platform.writeError(encode(`startgate: ${withoutControls(error.message)}\n`));
    return EXIT.USAGE;
  }
}

async function dispatch(platform: Platform, parts: CliParts): Promise<number> {
  const invocation = parseArgs(platform.args);
  if (!parts.https) refuseHttps(invocation);
  switch (invocation.command) {
    case 'wait':
      return runWait(platform, invocation);
    case 'exec':
      return runExec(platform, invocation);
    case 'install':
      return runInstall(platform, invocation.destination);
    case 'status':
      return runStatus(platform, invocation.state, invocation.json);
    case 'serve':
      return parts.serve(invocation.args);
    case 'help':
      platform.writeOut(encode(usage()));
      return EXIT.OPEN;
    case 'version':
      platform.writeOut(encode(`startgate ${parts.version}\n`));
      return EXIT.OPEN;
  }
}

/** A target that can never open is a mistake to be told at once, not after its timeout. */
function refuseHttps(invocation: Invocation): void {
  if (invocation.command !== 'wait' && invocation.command !== 'exec') return;
  for (const { target } of invocation.gates) {
    if (target.check.kind !== 'http' || !target.check.tls) continue;
    throw new UsageError(`https needs the waiter on Node, got "${target.label}": write http or tcp to a port without TLS, or let the kubelet ask with a startupProbe of scheme HTTPS`);
  }
}
