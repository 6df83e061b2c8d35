import type { Command } from './command';
import { COMMON } from './parse-words';

export const PROGRAM = 'cdk8s-startgate';

/** What `cdk8s-startgate --help` says. */
export function programHelp(commands: readonly { readonly name: string; readonly about: string }[]): string {
  return [
    `usage: ${PROGRAM} COMMAND [ARGUMENT…]`,
    '',
    'Shows and checks the start order of the containers of a Pod, in manifests from any source.',
    '',
    ...columns(commands.map(({ name, about }) => [name, about])),
    '',
    ...columns([['--help, -h', 'prints this text; after a command, the help of the command'], ['--version', 'prints the version']]),
    '',
  ].join('\n');
}

/** What `cdk8s-startgate NAME --help` says. */
export function commandHelp({ name, about, operands, options, examples, notes = [] }: Command): string {
  const choices = (allowed: readonly string[] | undefined): string => (allowed === undefined ? '' : `: ${allowed.map((value, index) => (index === 0 ? `${value} (default)` : value)).join(', ')}`);
  return [
    `usage: ${[PROGRAM, name, '[OPTION…]', operands].filter((word) => word !== '').join(' ')}`,
    '',
    `${name} ${about}.`,
    '',
    ...columns([...options, ...COMMON].map((spec) => [
      `--${spec.name}${spec.short === undefined ? '' : `, -${spec.short}`}${spec.value === undefined ? '' : ` ${spec.value}`}`,
      `${spec.about}${choices(spec.choices)}`,
    ])),
    ...(notes.length === 0 ? [] : ['', ...notes]),
    '',
    'examples',
    ...examples.flatMap((example) => [`  ${example.line}`, `      ${example.about}`]),
    '',
  ].join('\n');
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
