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

/** A result of a step: a small file that it wrote. */
export interface ResultReference {
  readonly step: string;
  readonly result: string;
}

/** What must hold of an earlier step for this one to run. */
export type StepCondition = {
  readonly step: string;
  readonly equal: boolean;
} & ({ readonly kind: 'exit-code'; readonly code: number } | { readonly kind: 'result'; readonly result: string; readonly value: string });

/** How a step of a row runs. */
export interface StepSettings {
  /** How long its command may run, in milliseconds; undefined: as long as it likes. */
  readonly timeout?: number;
  /** Milliseconds between SIGTERM and SIGKILL when the time is over. */
  readonly grace: number;
  /** Whether those behind it run although it failed. */
  readonly continues: boolean;
  /** It is skipped unless all hold. */
  readonly when: readonly StepCondition[];
  /** What is put in the place of its reference, in the arguments of the command and in the variables of `environment`. */
  readonly uses: readonly ResultReference[];
  readonly environment: readonly string[];
  /** What its own results may hold together, in bytes. */
  readonly resultsLimit: number;
  /** What the kubelet keeps of its termination message, in bytes. */
  readonly messageLimit: number;
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
  /** The kubelet does not start its container again: a guard that ends while it waits has ended for good. */
  readonly once: boolean;
  /** It is a step of a row: a step that can't start says so to those behind it. */
  readonly step?: StepSettings;
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

/** What a step may leave as results, and what the kubelet keeps of a termination message, in bytes. */
export const DEFAULT_LIMIT = 4096;
