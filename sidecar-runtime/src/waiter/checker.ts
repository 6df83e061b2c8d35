import type { Cancellation, Platform, Stream } from '../platform/platform.ts';
import { answerOfError, OPEN, type Answer } from './answer.ts';
import { withDeadline } from './cancel.ts';
import type { CheckContext } from './check-context.ts';
import { checkExec } from './check-exec.ts';
import { checkFile } from './check-file.ts';
import { checkGrpc } from './check-grpc.ts';
import { checkState } from './check-state.ts';
import { dial } from './dial.ts';
import { HttpChecker } from './check-http.ts';
import type { Gate } from './invocation.ts';
import type { Check } from './target.ts';

/** Tries a gate once and says what was found. Rejects with `ECANCELED` only. */
export type Checker = (cancel: Cancellation) => Promise<Answer>;

/** Makes the checker for a gate. It remembers between tries what it learned of the other side. */
export function createChecker(gate: Gate, context: CheckContext): Checker {
  const { requestTimeout } = gate.options;
  const attempt = createAttempt(gate, context);
  return async (cancel) => {
    try {
      return await attempt(cancel);
    } catch (error) {
      return answerOfError(error, requestTimeout);
    }
  };
}

/** A try that may fail with any error of the system. */
function createAttempt(gate: Gate, context: CheckContext): Checker {
  const { platform, state } = context;
  const { check } = gate.target;
  const { requestTimeout } = gate.options;
  if (check.kind === 'http' || (check.kind === 'unix' && check.http !== undefined)) {
    const http = new HttpChecker(gate, context, (cancel) => open(platform, check, requestTimeout, cancel));
    return (cancel) => http.check(cancel);
  }
  const once = (cancel: Cancellation): Promise<Answer> => {
    switch (check.kind) {
      case 'tcp':
      case 'unix':
        return checkConnection(platform, check, requestTimeout, cancel);
      case 'grpc':
        return open(platform, check, requestTimeout, cancel).then((stream) => checkGrpc(stream, check));
      case 'file':
        return Promise.resolve(checkFile(platform, check.path));
      case 'exec':
        return checkExec(platform, check.command, cancel);
      case 'state':
        return checkState(platform, state, check);
    }
  };
  return (cancel) => withDeadline(platform, requestTimeout, cancel, once);
}

async function checkConnection(platform: Platform, check: Dialled, timeout: number, cancel: Cancellation): Promise<Answer> {
  const stream = await open(platform, check, timeout, cancel);
  stream.close();
  return OPEN;
}

type Dialled = Extract<Check, { readonly kind: 'http' | 'tcp' | 'grpc' | 'unix' }>;

function open(platform: Platform, check: Dialled, timeout: number, cancel: Cancellation): Promise<Stream> {
  if (check.kind === 'unix') return platform.connect({ kind: 'unix', path: check.path }, cancel);
  return dial(platform, check.authority, { timeout, tls: check.kind === 'http' && check.tls }, cancel);
}
