import { baseName } from './calls';
import { limitOf, optionOf, type Recognizer, secondsOf } from './recognized';

const SCHEMES: Readonly<Record<string, (target: string) => string>> = {
  tcp: (target) => `tcp://${target}`,
  http: (target) => target,
};
const KINDS = new Set([
  'tcp', 'http', 'dns', 'mysql', 'postgresql', 'mongodb', 'redis', 'influxdb', 'rabbitmq', 'temporal', 'kafka', 'exec',
]);
const WITH_VALUE = new Set(['-t', '--timeout', '-i', '--interval']);

/**
 * wait4x, in front of a command or alone.
 *
 * @see https://wait4x.dev
 */
export const wait4x: Recognizer = ({ program, path, args }, { image = '' }) => {
  // an image whose entrypoint it is gets the arguments alone
  const own = baseName(image).startsWith('wait4x') ? [path, ...args] : undefined;
  const words = program === 'wait4x' ? args : own;
  const kind = words?.find((word) => KINDS.has(word));
  if (words === undefined || kind === undefined) return undefined;
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const targets = words.slice(words.indexOf(kind) + 1, end)
    .filter((word, index, all) => !word.startsWith('-') && !WITH_VALUE.has(all[index - 1] ?? ''));
  const write = SCHEMES[kind] ?? ((target: string) => `${kind} ${withoutSecret(target)}`);
  return {
    tool: 'wait4x',
    targets: targets.map((target) => ({ text: write(target), condition: 'healthy' })),
    ...limitOf(secondsOf(optionOf(words, '-t', '--timeout')) ?? 10),
    onTimeout: 'fail',
    opens: `wait4x checks the gate every ${optionOf(words, '-i', '--interval') ?? '1s'}`,
  };
};

/** `user:password@` is for no picture. */
function withoutSecret(target: string): string {
  return target.replace(/[^/@\s]*:[^/@\s]*@/u, '');
}
