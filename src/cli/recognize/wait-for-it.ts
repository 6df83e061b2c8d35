import { limitOf, optionOf, type Recognizer, secondsOf } from './recognized';

/**
 * The script `wait-for-it.sh`. Without `--strict` it starts its command although its time is over.
 *
 * @see https://github.com/vishnubob/wait-for-it
 */
export const waitForIt: Recognizer = ({ program, args, goesOn }) => {
  if (!/^wait-for-it(?:\.sh)?$/u.test(program)) return undefined;
  const host = optionOf(args, '-h', '--host');
  const place = args.find((word) => /^[^-=][^=]*:\d+$/u.test(word))
    ?? (host === undefined ? undefined : `${host}:${optionOf(args, '-p', '--port') ?? ''}`);
  if (place === undefined) return undefined;
  const strict = args.some((word) => word === '-s' || word === '--strict');
  const wraps = args.includes('--');
  return {
    tool: 'wait-for-it',
    targets: [{ text: `tcp://${place}`, condition: 'healthy' }],
    ...limitOf(secondsOf(optionOf(args, '-t', '--timeout')) ?? 15),
    onTimeout: (wraps && !strict) || goesOn ? 'continue' : 'fail',
    opens: 'wait-for-it checks the gate every second',
  };
};

/**
 * The script `wait-for`, its smaller sibling, which gives up.
 *
 * @see https://github.com/eficode/wait-for
 */
export const waitFor: Recognizer = ({ program, args, goesOn }) => {
  const place = /^wait-for(?:\.sh)?$/u.test(program) ? args.find((word) => /:\d+$/u.test(word) || /^https?:/u.test(word)) : undefined;
  if (place === undefined) return undefined;
  return {
    tool: 'wait-for',
    targets: [{ text: place.startsWith('http') ? place : `tcp://${place}`, condition: 'healthy' }],
    ...limitOf(secondsOf(optionOf(args, '-t', '--timeout')) ?? 15),
    onTimeout: goesOn ? 'continue' : 'fail',
    opens: 'wait-for checks the gate every second',
  };
};
