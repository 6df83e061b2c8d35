/** What the program of a container is and does, whatever the manifest says of it. */
export interface Program {
  /** The port on which it tells its health; 0 for none. */
  readonly port: number;
  readonly listensOn: 'all' | 'loopback' | 'pod-ip';
  /** It speaks TLS on its port. */
  readonly tls: boolean;
  /** A request without this header is refused. @default - none */
  readonly header?: string;
  /** How it answers over HTTP when it is healthy. @default 200 */
  readonly status?: number;
  /** How long it takes to answer over HTTP. @default 0 */
  readonly answerMs?: number;
  /** A second port that only accepts connections, when it is healthy. @default - none */
  readonly otherPort?: number;
  /** The name of its gRPC service. @default - any */
  readonly service?: string;
  /** A file that is there when it is healthy. */
  readonly file: string;
  /** A unix socket that answers when it is healthy. */
  readonly socket: string;
  /** The only word of the command that tells its health, in its own container. */
  readonly healthCommand: string;
  /** Where its image has the waiter. @default - nowhere */
  readonly waiterPath?: string;
  readonly behaviour: Behaviour;
}

/** How one process of the program fares; times in milliseconds since its start. */
export interface Behaviour {
  /** Infinity: never. */
  readonly readyAfter: number;
  /** Infinity: it runs until it is stopped. */
  readonly endsAfter: number;
  /** Its exit code then. */
  readonly code: number;
  /** After having been ready for so long it is not any more. @default - it stays ready */
  readonly unreadyAfter?: number;
  /** After having been not ready again for so long it is ready again. @default - never */
  readonly againAfter?: number;
  /** While it is not ready it says that it will never be. @default false */
  readonly saysFailed?: boolean;
  /** No image, no process. @default false */
  readonly imageMissing?: boolean;
}

/** A process that runs on, ready at once. */
export const RUNS: Behaviour = { readyAfter: 0, endsAfter: Infinity, code: 0 };

/** A process that does its work and ends. */
export const ENDS: Behaviour = { readyAfter: 0, endsAfter: 100, code: 0 };
