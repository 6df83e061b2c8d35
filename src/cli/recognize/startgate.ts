import { durationMs } from '../order/annotation';
import { startgateWords, targetName } from '../order/startgate-words';
import { limitOf, type Recognizer } from './recognized';

const CONDITION = /^(started|completed|succeeded)$/u;

/** Our own waiter and guard, in a manifest without our annotation. See `sidecar-runtime/README.md`. */
export const startgate: Recognizer = ({ program, path, args }) => {
  if (program !== 'startgate') return undefined;
  const words = startgateWords([path, ...args]);
  if (words === undefined) return undefined;
  const targets = words.targets.length > 0 || words.verb === 'exec' ? words.targets : ['http://localhost:8080/ready'];
  const policy = words.options.get('--on-timeout');
  return {
    tool: `startgate ${words.verb}`,
    targets: targets.map((target) => {
      const name = targetName(target);
      const text = name === undefined ? target : target.slice(name.length + 1);
      const condition = CONDITION.exec(text)?.[1] as 'started' | 'completed' | 'succeeded' | undefined;
      return { text, condition: condition ?? 'healthy', ...(name === undefined ? {} : { container: name }) };
    }),
    ...limitOf(policy === 'block' ? undefined : (durationMs(words.options.get('--timeout') ?? '60s') ?? 60_000) / 1000),
    onTimeout: policy === 'continue' ? 'continue' : 'fail',
    opens: words.verb === 'exec' ? 'opens 1 to 2 ms after readiness' : 'opens about 100 ms after readiness',
  };
};
