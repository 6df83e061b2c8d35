import type { Recognizer } from './recognized';

/**
 * A loop of a shell, `until nc -z db 5432; do sleep 1; done`: the waiter of most init containers.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#init-containers-in-use
 */
export const shellLoop: Recognizer = ({ program, args, loop }) => {
  if (loop === undefined) return undefined;
  const text = targetOf(program, args);
  if (text === undefined) return undefined;
  const period = /\bsleep\s{1,40}([\d.]+[smh]?)/u.exec(loop)?.[1];
  return {
    tool: `a loop of ${program}`,
    targets: [{ text, condition: 'healthy' }],
    onTimeout: 'fail',
    opens: period === undefined ? 'the loop checks the gate each time' : `the loop checks the gate every ${/^\d+$/u.test(period) ? `${period} s` : period}`,
  };
};

function targetOf(program: string, args: readonly string[]): string | undefined {
  const plain = args.filter((word) => !word.startsWith('-') && !/[<>]/u.test(word));
  switch (program) {
    case 'nc':
    case 'ncat': return plain.length < 2 ? undefined : `tcp://${plain.at(-2)!}:${plain.at(-1)!}`;
    case 'curl':
    case 'wget': return plain.find((word) => /^https?:\/\//u.test(word)) ?? plain.find((word) => /^[\w.-]+(?::\d+)?\//u.test(word));
    case 'pg_isready': {
      const after = (...names: string[]): string | undefined => args[args.findIndex((word) => names.includes(word)) + 1];
      const host = args.some((word) => word === '-h' || word === '--host') ? after('-h', '--host') : 'localhost';
      return `tcp://${host ?? 'localhost'}:${args.some((word) => word === '-p' || word === '--port') ? after('-p', '--port') ?? '5432' : '5432'}`;
    }
    case 'nslookup':
    case 'getent': return plain.length === 0 ? undefined : `the name ${plain.at(-1)!}`;
    default: return undefined;
  }
}
