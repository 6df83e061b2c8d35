import { guardOpening, hasHeaders } from '../../private/explanation/gate-opening';
import { type StartgateWords, startgateWords } from '../order/startgate-words';
import { checkOfTarget } from '../order/target';
import { limitOf, type Recognizer } from './recognized';

/** Our own waiter and guard, in a manifest without our annotation. See `sidecar-runtime/README.md`. */
export const startgate: Recognizer = ({ program, path, args }) => {
  const words = program === 'startgate' ? startgateWords([path, ...args]) : undefined;
  if (words === undefined || words.verb === 'refused') return undefined;
  const { gates } = words;
  const blocks = gates.some(({ onTimeout }) => onTimeout === 'block');
  return {
    tool: `startgate ${words.verb}`,
    targets: gates.map(({ name, check, condition }) => ({ text: check, condition, ...(name === undefined ? {} : { container: name }) })),
    ...limitOf(blocks ? undefined : Math.max(0, ...gates.map(({ timeoutMs }) => timeoutMs)) / 1000),
    onTimeout: gates.some(({ onTimeout }) => onTimeout === 'continue') ? 'continue' : 'fail',
    opens: opensOf(words),
  };
};

function opensOf({ verb, gates }: StartgateWords): string {
  const checked = gates.filter(({ condition }) => condition === 'healthy').map(({ check }) => checkOfTarget(check));
  if (checked.length === 0) return 'opens when the guards of what it waits for say so';
  if (verb === 'wait') return 'opens at the next try of the waiter after readiness';
  return guardOpening(checked.some((check) => check !== undefined && hasHeaders(check))).opens;
}
