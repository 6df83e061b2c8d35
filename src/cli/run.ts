import { COMMANDS } from './commands/index';
import { EXIT, UsageError } from './exit-code';
import { commandHelp, programHelp } from './help';
import type { Host } from './host';
import { parseWords } from './parse-words';
import { visible } from './printable';
import { VERSION } from './version';

/** Runs the program. @returns its exit code */
export async function run(args: readonly string[], host: Host): Promise<number> {
  try {
    return await dispatch(args, host);
  } catch (error) {
    if (error instanceof UsageError) {
      host.stderr.write(`cdk8s-startgate: ${visible(error.message)}\n`);
      return EXIT.usage;
    }
    host.stderr.write(`cdk8s-startgate: internal error: ${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
    return EXIT.software;
  }
}

async function dispatch([name, ...rest]: readonly string[], host: Host): Promise<number> {
  if (name === '--version') {
    host.stdout.write(`${VERSION}\n`);
    return EXIT.ok;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    host.stdout.write(programHelp(COMMANDS));
    return EXIT.ok;
  }
  const entry = COMMANDS.find((candidate) => candidate.name === name);
  if (entry === undefined) {
    const names = COMMANDS.map((command) => command.name).join(', ');
    throw new UsageError(name === undefined ? `no command given; allowed: ${names}, --help, --version` : `unknown command "${name}"; allowed: ${names}, --help, --version`);
  }
  const command = await entry.load();
  const words = parseWords(command, rest);
  if (words.flag('help')) {
    host.stdout.write(commandHelp(command));
    return EXIT.ok;
  }
  return command.run(words, host);
}
