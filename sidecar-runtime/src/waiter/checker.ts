import type { Cancellation, Platform } from '../platform/platform.ts';
import { answerOfError, OPEN, type Answer } from './answer.ts';
import { withDeadline } from './cancel.ts';
import type { CheckContext } from './check-context.ts';
import { checkExec } from './check-exec.ts';
import { checkFile } from './check-file.ts';
import { checkGrpc } from './check-grpc.ts';
import { checkGuard } from './check-guard.ts';
import { checkState } from './check-state.ts';
import { createDialler, type Dialler } from './dial.ts';
import { HttpChecker } from './check-http.ts';
import type { Gate } from './invocation.ts';
import { isLocalhost, LocalhostChecker, LOOPBACK } from './localhost.ts';
import { originOf, type Origin } from './origin.ts';
import type { Check } from './target.ts';

/** Tries a gate. It remembers between tries what it learned of the other side. */
export interface Checker {
  /** Tries once and says what was found. Rejects with `ECANCELED` only. */
  check(cancel: Cancellation): Promise<Answer>;
  /**
   * Repeats a try that found the gate closed at less cost, a pause apart, and settles once the gate may be open. Only the next try says
   * whether it is. Never rejects. Absent where a try costs no more.
   */
  repeat?(pause: () => Promise<void>): Promise<void>;
  /** Ends what {@link repeat} needs. */
  drop?(): void;
}

/** Makes the checker for a gate. */
export function createChecker(gate: Gate, context: CheckContext): Checker {
  const { check } = gate.target;
  if (!('authority' in check) || !isLocalhost(check.authority.host)) return createOne(gate, context);
  return new LocalhostChecker(createOne(gate, context, LOOPBACK[0]), createOne(gate, context, LOOPBACK[1]));
}

/** @param ip the address of the target's host, where it is not its host that says it */
function createOne(gate: Gate, context: CheckContext, ip?: string): Checker {
  const { platform, state } = context;
  const { check } = gate.target;
  const { requestTimeout } = gate.options;
  if (check.kind === 'http' || (check.kind === 'unix' && check.http !== undefined)) {
    return new HttpChecker(gate, context, createOpener(platform, check, requestTimeout, ip));
  }
  const once = createOnce(check, platform, state, requestTimeout, ip);
  return {
    check: async (cancel) => {
      try {
        return await withDeadline(platform, requestTimeout, cancel, once);
      } catch (error) {
        return answerOfError(error, requestTimeout);
      }
    },
  };
}

type OverNoHttp = Exclude<Check, { readonly kind: 'http' }>;

/** A try that may fail with any error of the system. An answer over HTTP is more than a connection: it is not asked for here. */
function createOnce(check: OverNoHttp, platform: Platform, state: string, timeout: number, ip?: string): Checker['check'] {
  switch (check.kind) {
    case 'tcp':
    case 'unix': {
      const open = createOpener(platform, check, timeout, ip);
      return async (cancel) => {
        (await open(cancel)).close();
        return OPEN;
      };
    }
    case 'grpc': {
      const open = createOpener(platform, check, timeout, ip);
      return async (cancel) => checkGrpc(await open(cancel), check);
    }
    case 'file':
      return () => Promise.resolve(checkFile(platform, check.path));
    case 'exec':
      return (cancel) => checkExec(platform, check.command, cancel);
    case 'guard':
      return () => Promise.resolve(checkGuard(platform));
    case 'state': {
      // Known before there is a record: nothing but the record is read between its writing and the command.
      let origin: Origin | undefined;
      return () => checkState(platform, state, check, () => (origin ??= originOf(platform)));
    }
  }
}

type Dialled = Extract<Check, { readonly kind: 'http' | 'tcp' | 'grpc' | 'unix' }>;

function createOpener(platform: Platform, check: Dialled, timeout: number, ip?: string): Dialler {
  if (check.kind !== 'unix') {
    const tls = check.kind === 'http' && check.tls;
    return createDialler(platform, check.authority, { timeout, tls, ...(ip === undefined ? {} : { ip }) });
  }
  const address = { kind: 'unix', path: check.path } as const;
  return (cancel) => platform.connect(address, cancel);
}
