import { STATUS } from './flag-table.ts';
import { parseDirectory } from './flag-values.ts';
import { readArguments } from './flags.ts';
import { parseExec, parseWait } from './gate-args.ts';
import { DEFAULT_STATE, type Invocation } from './invocation.ts';
import { UsageError } from './usage-error.ts';

const COMMANDS = 'wait, exec, install, status, serve';

/**
 * Reads a command line.
 *
 * @param args the arguments without the waiter's own name
 * @throws UsageError
 */
export function parseArgs(args: readonly string[]): Invocation {
  refuseLostBytes(args);
  const [command, ...rest] = args;
  switch (command) {
    case 'wait':
      return parseWait(rest);
    case 'exec':
      return parseExec(rest);
    case 'install':
      return parseInstall(rest);
    case 'status':
      return parseStatus(rest);
    case 'serve':
      return { command: 'serve', args: rest };
    case '--help':
    case '-h':
    case 'help':
      return { command: 'help' };
    case '--version':
      return { command: 'version' };
    case undefined:
      throw new UsageError(`command is missing: write one of ${COMMANDS}`);
    default:
      throw new UsageError(`command must be one of ${COMMANDS}, got "${command}"`);
  }
}

/**
 * Bytes that are no UTF-8 have become other text on their way here, and a path would be another one. The command behind "--" is
 * handed on as it came.
 *
 * @throws UsageError
 */
function refuseLostBytes(args: readonly string[]): void {
  const separator = args[0] === 'exec' ? args.indexOf('--') : -1;
  const lost = (separator < 0 ? args : args.slice(0, separator)).findIndex((argument) => !wasUtf8(argument));
  if (lost >= 0) throw new UsageError(`argument ${lost + 1} is not UTF-8, got "${args[lost] as string}": write its bytes as UTF-8`);
}

/** Without U+FFFD, which stands for what was lost, and half of a pair of surrogates. */
function wasUtf8(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const kind = text.charCodeAt(at) & 0xfc00;
    if (text[at] === '\ufffd' || kind === 0xdc00) return false;
    if (kind === 0xd800 && (text.charCodeAt(++at) & 0xfc00) !== 0xdc00) return false;
  }
  return true;
}

function parseInstall(args: readonly string[]): Invocation {
  const destinations: string[] = [];
  if (readArguments('install', args, [], undefined, (text) => destinations.push(parseDirectory('DEST', text))) === undefined) return { command: 'help' };
  const [destination] = destinations;
  if (destination === undefined || destinations.length > 1) throw new UsageError(`startgate install needs one DEST, got ${destinations.length}`);
  return { command: 'install', destination };
}

function parseStatus(args: readonly string[]): Invocation {
  const draft = { state: DEFAULT_STATE };
  const seen = readArguments('status', args, [STATUS], draft, (text) => {
    throw new UsageError(`startgate status takes no "${text}": write --state DIR for another directory`);
  });
  return seen === undefined ? { command: 'help' } : { command: 'status', state: draft.state, json: seen.includes('--json') };
}
