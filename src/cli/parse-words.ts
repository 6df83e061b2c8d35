import type { Command, OptionSpec, Words } from './command';
import { UsageError } from './exit-code';

/** Options that every command has. */
export const COMMON: readonly OptionSpec[] = [{ name: 'help', short: 'h', about: 'prints this help' }];

/**
 * The words of a command line: `--name value`, `--name=value`, `-n value`, operands anywhere, and after `--` operands alone.
 * The last one of an option wins.
 *
 * @throws UsageError
 */
export function parseWords(command: Command, args: readonly string[]): Words {
  const specs = [...COMMON, ...command.options];
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index]!;
    if (word === '--') {
      operands.push(...args.slice(index + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      operands.push(word);
      continue;
    }
    const [dashed, ...rest] = word.split('=');
    const spec = specs.find(({ name, short }) => dashed === `--${name}` || (short !== undefined && dashed === `-${short}`));
    if (spec === undefined) {
      throw new UsageError(`${command.name} has no option "${dashed!}"; allowed: ${specs.map(({ name }) => `--${name}`).join(', ')}`);
    }
    const inline = rest.length === 0 ? undefined : rest.join('=');
    if (spec.value === undefined) {
      if (inline !== undefined) throw new UsageError(`--${spec.name} takes no value; got "${inline}"`);
      values.set(spec.name, ['']);
      continue;
    }
    const value = inline ?? args[++index];
    if (value === undefined) throw new UsageError(`--${spec.name} needs a value: ${spec.choices?.join(', ') ?? spec.value}`);
    if (spec.choices?.includes(value) === false) throw new UsageError(`--${spec.name} must be one of ${spec.choices.join(', ')}; got "${value}"`);
    values.set(spec.name, [...values.get(spec.name) ?? [], value]);
  }
  if (operands.length > command.maxOperands) {
    throw new UsageError(`${command.name} takes ${operandsText(command.maxOperands)}; got "${operands.join('", "')}"`);
  }
  return {
    operands,
    values: (name) => values.get(name) ?? [],
    value: (name) => values.get(name)?.at(-1) ?? specs.find((spec) => spec.name === name)?.choices?.[0],
    flag: (name) => values.has(name),
  };
}

function operandsText(most: number): string {
  if (most === 0) return 'no operand';
  return most === 1 ? 'one operand' : `at most ${most} operands`;
}
