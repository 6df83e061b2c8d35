import { isObject } from '../../private/manifest';
import { textAt } from './fields';

/** What a guard or waiter has said so far. */
export interface WaiterWords {
  /** It passed its gates, or was told to open them. */
  readonly passed: boolean;
  /** Why it was told to open every gate. */
  readonly disabled: string | undefined;
  /** What it still waits for, and its last answer. */
  readonly closed: ReadonlyMap<string, string>;
  /** There was at least one word of it. */
  readonly any: boolean;
}

const SENTENCES = {
  closed: /^startgate: waiting for (.+?): (.*)$/u,
  timeout: /^startgate: (.+?) is still closed after \S+: (.*); (?:giving up|waiting on)$/u,
  failed: /^startgate: (.+?) failed: (.*); giving up$/u,
  without: /^startgate: (.+?) (?:is still closed after \S+|failed): .*; going on without it$/u,
  open: /^startgate: (.+) is open$/u,
  passed: /^startgate: all gates are passed after \d+ ms$/u,
  disabled: /^startgate: disabled, every gate is open: (.*)$/u,
};

/**
 * Reads the start of a container's log, an event or a termination message. What the container itself says is passed over,
 * and nothing is believed after the gates have been passed: from then on the log is the application's.
 */
export function readWaiterWords(text: string): WaiterWords {
  const closed = new Map<string, string>();
  let any = false;
  for (const line of text.split('\n')) {
    const said = line.startsWith('{') ? fromJson(line) : fromText(line.trimEnd());
    if (said === undefined) continue;
    any = true;
    if (said.kind === 'passed') return { passed: true, disabled: said.reason, closed: new Map(), any };
    if (said.kind === 'open') closed.delete(said.target);
    else closed.set(said.target, said.reason);
  }
  return { passed: false, disabled: undefined, closed, any };
}

type Said =
  | { readonly kind: 'closed'; readonly target: string; readonly reason: string }
  | { readonly kind: 'open'; readonly target: string }
  | { readonly kind: 'passed'; readonly reason: string | undefined };

function fromText(line: string): Said | undefined {
  if (!line.startsWith('startgate: ')) return undefined;
  const closed = SENTENCES.closed.exec(line) ?? SENTENCES.timeout.exec(line) ?? SENTENCES.failed.exec(line);
  if (closed !== null) return { kind: 'closed', target: closed[1]!, reason: closed[2]! };
  const open = SENTENCES.open.exec(line) ?? SENTENCES.without.exec(line);
  if (open !== null) return { kind: 'open', target: open[1]! };
  const disabled = SENTENCES.disabled.exec(line);
  if (disabled !== null) return { kind: 'passed', reason: disabled[1] };
  return SENTENCES.passed.test(line) ? { kind: 'passed', reason: undefined } : undefined;
}

/** The same events under `--log-format json`. */
function fromJson(line: string): Said | undefined {
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    return undefined; // a line of the application that only looks alike
  }
  if (!isObject(said)) return undefined;
  const target = textAt(said, 'target');
  const reason = textAt(said, 'reason');
  switch (textAt(said, 'event')) {
    case 'all-open': return { kind: 'passed', reason: undefined };
    case 'disabled': return { kind: 'passed', reason };
    case 'open': return target === undefined ? undefined : { kind: 'open', target };
    case 'closed':
    case 'timeout':
    case 'failed':
      if (target !== undefined && said.then === 'continue') return { kind: 'open', target };
      return target === undefined || reason === undefined ? undefined : { kind: 'closed', target, reason };
    default: return undefined;
  }
}
