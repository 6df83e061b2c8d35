import { baseName } from './calls';
import { limitOf, type Recognizer, secondsOf, type Target } from './recognized';

const FLAGS = new Set(['version', 'poll', 'no-overwrite', 'validate-cert', 'multiline']);

/**
 * dockerize, in front of a command or alone.
 *
 * @see https://github.com/jwilder/dockerize
 */
export const dockerize: Recognizer = ({ program, path, args, goesOn }, { image = '' }) => {
  // an image whose entrypoint it is gets the arguments alone
  const own = baseName(image).startsWith('dockerize') && path.startsWith('-') ? [path, ...args] : undefined;
  const words = program === 'dockerize' ? args : own;
  if (words === undefined) return undefined;
  const targets: Target[] = [];
  let timeout: string | undefined;
  let interval = '1s';
  // its own options end where the command begins
  for (let index = 0; index < words.length && words[index]!.startsWith('-') && words[index] !== '--'; index++) {
    const [, name = '', inline] = /^--?([^=]*)(?:=(.*))?$/su.exec(words[index]!) ?? [];
    if (FLAGS.has(name)) continue;
    const value = inline ?? words[++index];
    if (value === undefined) break;
    if (name === 'wait') targets.push({ text: value.replace(/^tcp[46]:/u, 'tcp:'), condition: 'healthy' });
    if (name === 'timeout') timeout = value;
    if (name === 'wait-retry-interval') interval = value;
  }
  if (targets.length === 0) return undefined;
  return {
    tool: 'dockerize', targets,
    ...limitOf(secondsOf(timeout) ?? 10),
    onTimeout: goesOn ? 'continue' : 'fail',
    opens: `dockerize checks the gate every ${interval}`,
  };
};
