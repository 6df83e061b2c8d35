import type { Command, OptionSpec } from '../../src/cli/command';
import { PROGRAM } from '../../src/cli/help';
import { COMMON } from '../../src/cli/parse-words';
import { code, page, table } from './table';

/** docs/reference/command-line.md, from the commands of the program. */
export function commandLinePage(commands: readonly Command[]): string {
  return page(
    'Options of the command line',
    `What \`${PROGRAM} COMMAND --help\` prints. [The command line](../cli.md) explains each command, [exit codes](README.md#exit-codes-of-cdk8s-startgate) are beside the other names.`,
    [...commands.map((command): [string, string] => [command.name, section(command)]), ['Every command', options(COMMON)]],
  );
}

/** How the section of a command in docs/cli.md begins. */
export function guideSection({ name, about, examples }: Command): string {
  const lines = examples.map(({ about: what, line }) => `# ${what}\n${line.replace(PROGRAM, `npx ${PROGRAM}`)}`);
  return `## ${name}\n\n${code(name)} ${about}:\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n`;
}

function section({ name, about, operands, options: own, notes = [] }: Command): string {
  const usage = [PROGRAM, name, '[OPTION…]', operands].filter((word) => word !== '').join(' ');
  return [`${code(usage)} ${about}.`, options(own), ...(notes.length === 0 ? [] : [notes.join('\n')])].join('\n\n');
}

function options(specs: readonly OptionSpec[]): string {
  return table(['option', 'value', 'what it does'], specs.map(({ name, short, value, choices, about }) => [
    `${code(`--${name}`)}${short === undefined ? '' : `, ${code(`-${short}`)}`}`,
    choices?.map((choice, index) => (index === 0 ? `${code(choice)} (default)` : code(choice))).join(', ') ?? (value === undefined ? '' : code(value)),
    about,
  ]));
}
