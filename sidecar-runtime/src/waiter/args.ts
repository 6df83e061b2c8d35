import { Flags, parseDirectory } from './flags.ts';
import { GateArgs } from './gate-args.ts';
import { DEFAULT_STATE, type Invocation } from './invocation.ts';
import { UsageError } from './usage-error.ts';

const COMMANDS = 'wait, exec, install, status, serve';

/**
 * Reads a command line.
 *
 * @param args the arguments without the program's name
 * @throws UsageError
 */
export function parseArgs(args: readonly string[]): Invocation {
  const [command] = args;
  switch (command) {
    case 'wait':
    case 'exec':
      return new GateArgs(command, args).parse();
    case 'install':
      return parseInstall(args);
    case 'status':
      return parseStatus(args);
    case 'serve':
      return { command: 'serve', args: args.slice(1) };
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

function parseInstall(args: readonly string[]): Invocation {
  const flags = new Flags(args, args.length);
  const destinations: string[] = [];
  for (let next = flags.next(); next !== undefined; next = flags.next()) {
    if ('positional' in next) destinations.push(parseDirectory('DEST', next.positional));
    else if (next.flag === '--help' || next.flag === '-h') return { command: 'help' };
    else throw new UsageError(`unknown option "${next.flag}" of startgate install: it has none`);
  }
  const [destination] = destinations;
  if (destination === undefined || destinations.length > 1) throw new UsageError(`startgate install needs one DEST, got ${destinations.length}`);
  return { command: 'install', destination };
}

function parseStatus(args: readonly string[]): Invocation {
  const flags = new Flags(args, args.length);
  let state = DEFAULT_STATE;
  let json = false;
  for (let next = flags.next(); next !== undefined; next = flags.next()) {
    if ('positional' in next) throw new UsageError(`startgate status takes no "${next.positional}": write --state DIR for another directory`);
    if (next.flag === '--help' || next.flag === '-h') return { command: 'help' };
    if (next.flag === '--state') state = parseDirectory(next.flag, flags.value(next.flag, next.inline));
    else if (next.flag === '--json') json = flags.noValue(next.flag, next.inline);
    else throw new UsageError(`unknown option "${next.flag}" of startgate status: it has --state, --json`);
  }
  return { command: 'status', state, json };
}
