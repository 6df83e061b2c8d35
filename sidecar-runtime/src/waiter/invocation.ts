import type { GateOptions } from './options.ts';
import type { StateCheck, Target } from './target.ts';

/** A target and how it is waited for. */
export interface Gate {
  readonly target: Target;
  readonly options: GateOptions;
}

export type LogFormat = 'text' | 'json';

/** When a guard stops its command: once all these containers have ended, or succeeded. */
export interface Until {
  readonly ends: readonly StateCheck[];
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly grace: number;
}

/** `startgate wait`. */
export interface WaitInvocation {
  readonly command: 'wait';
  readonly gates: readonly Gate[];
  readonly state: string;
  readonly logFormat: LogFormat;
}

/** `startgate exec`. */
export interface ExecInvocation {
  readonly command: 'exec';
  readonly gates: readonly Gate[];
  readonly state: string;
  readonly logFormat: LogFormat;
  readonly name?: string;
  readonly until?: Until;
  readonly group: boolean;
  /** It is a step of a row: a step that can't start says so to those behind it. */
  readonly step?: boolean;
  /** Where the command begins in our own arguments. */
  readonly commandIndex: number;
}

/** A whole command line, understood. */
export type Invocation =
  | WaitInvocation
  | ExecInvocation
  | { readonly command: 'install'; readonly destination: string }
  | { readonly command: 'status'; readonly state: string; readonly json: boolean }
  | { readonly command: 'serve'; readonly args: readonly string[] }
  | { readonly command: 'help' }
  | { readonly command: 'version' };

/** Where the state of the Pod is mounted, if nothing else is said. */
export const DEFAULT_STATE = '/run/startgate/state';

/** What `startgate wait` waits for without a target, as the known sample sidecar does. */
export const DEFAULT_TARGET = 'http://localhost:8080/ready';
