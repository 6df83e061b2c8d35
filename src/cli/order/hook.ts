import type { Container } from '../../private/manifest';
import { callsOf } from '../recognize/calls';
import { recognize } from '../recognize/index';
import type { Recognized } from '../recognize/recognized';

/** The effect of a postStart hook on later containers. */
export type Hook =
  | { readonly kind: 'none' }
  /** The hook waits until a target is ready. */
  | { readonly kind: 'waiter'; readonly recognized: Recognized }
  /** The hook sends one request and accepts any answer. */
  | { readonly kind: 'request'; readonly text: string }
  | { readonly kind: 'sleep'; readonly text: string }
  /** The hook delays them until it finishes. */
  | { readonly kind: 'command'; readonly text: string };

const LONGEST = 60;

interface PostStart {
  readonly exec?: { readonly command?: string[] };
  readonly httpGet?: object;
  readonly tcpSocket?: object;
  readonly sleep?: { readonly seconds?: number };
}

/** The postStart hook of a container. @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/ */
export function hookOf(container: Container): Hook {
  const hook = container.lifecycle?.postStart as PostStart | undefined;
  if (hook === undefined) return { kind: 'none' };
  if (hook.sleep !== undefined) return { kind: 'sleep', text: `${hook.sleep.seconds ?? 0} s` };
  const command = hook.exec?.command;
  if (command === undefined) return hook.httpGet !== undefined ? { kind: 'request', text: 'httpGet' } : { kind: 'none' };
  const recognized = recognize(command, container);
  if (recognized !== undefined) return { kind: 'waiter', recognized };
  const calls = callsOf(command);
  const [only] = calls;
  if (calls.length === 1 && only?.program === 'sleep') {
    return { kind: 'sleep', text: /^\d+$/u.test(only.args[0] ?? '') ? `${only.args[0]!} s` : only.args.join(' ') };
  }
  const text = command.join(' ').replace(/\s+/gu, ' ');
  return { kind: 'command', text: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text };
}
