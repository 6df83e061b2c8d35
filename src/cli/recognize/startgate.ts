import { startgateWords } from '../order/startgate-words';
import { limitOf, type Recognizer } from './recognized';

/** Our own waiter and guard, in a manifest without our annotation. See `sidecar-runtime/README.md`. */
export const startgate: Recognizer = ({ program, path, args }) => {
  if (program !== 'startgate') return undefined;
  const words = startgateWords([path, ...args]);
  if (words === undefined) return undefined;
  const { gates } = words;
  const blocks = gates.some(({ onTimeout }) => onTimeout === 'block');
  return {
    tool: `startgate ${words.verb}`,
    targets: gates.map(({ name, check, condition }) => ({ text: check, condition, ...(name === undefined ? {} : { container: name }) })),
    ...limitOf(blocks ? undefined : Math.max(0, ...gates.map(({ timeoutMs = 60_000 }) => timeoutMs)) / 1000),
    onTimeout: gates.some(({ onTimeout }) => onTimeout === 'continue') ? 'continue' : 'fail',
    opens: words.verb === 'exec' ? 'opens 1 to 2 ms after readiness' : 'opens about 100 ms after readiness',
  };
};
