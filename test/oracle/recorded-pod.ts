import { vi } from 'vitest';
import { appOf } from '../../e2e/support/app-of';
import type { Scenario } from '../../e2e/support/scenario';
import { milliseconds } from './model/waiter-words';
import type { Container, Pod } from './model/pod';
import { RUNS, type Behaviour, type Program } from './model/program';

/** The image that is on no node, and the path at which the images of the scenarios carry the waiter. */
const ABSENT = 'startgate.e2e/absent:1';
const WAITER = '/startgate';

/** A Pod of the end-to-end suite, rendered, with what its containers do. */
export interface RecordedPod {
  readonly pod: Pod;
  readonly programs: ReadonlyMap<string, Program>;
}

/** Declares a scenario and renders it, as a run on a node of this minor version does. */
export function recordedPod(declare: Scenario['declare'], minor: number): RecordedPod {
  vi.stubEnv('E2E_KUBERNETES', `1.${minor}.0`);
  const [chart] = appOf({ name: 'recorded', declare }).charts;
  vi.unstubAllEnvs();
  const [manifest] = chart!.toJson() as { spec: Pod }[];
  const pod = manifest!.spec;
  const containers = [...pod.initContainers ?? [], ...pod.containers];
  return { pod, programs: new Map(containers.filter(isActor).map((container) => [container.name, actorProgram(container)])) };
}

function isActor({ command }: Container): boolean {
  return command?.includes('/actor') === true;
}

function listensOn(host: string): Program['listensOn'] {
  if (host === '') return 'all';
  return host === '127.0.0.1' ? 'loopback' : 'pod-ip';
}

/** What the actor does by its arguments; see e2e/images/actor. */
function actorProgram({ args = [], image }: Container): Program {
  const value = (flag: string): string | undefined => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);
  const [host = '', port = '0'] = /^(.*):(\d+)$/.exec(value('-listen') ?? '')?.slice(1) ?? [];
  return {
    port: Number(port),
    listensOn: listensOn(host),
    tls: false,
    file: value('-touch') ?? '/nowhere',
    socket: value('-socket') ?? '/nowhere',
    healthCommand: '/nothing',
    waiterPath: WAITER,
    behaviour: behaviourOf(args, value, image),
  };
}

function behaviourOf(args: readonly string[], value: (flag: string) => string | undefined, image: string | undefined): Behaviour {
  const time = (flag: string): number | undefined => (value(flag) === undefined ? undefined : milliseconds(value(flag)!));
  const readyAfter = time('-ready') ?? 0;
  const unreadyAfter = time('-unready');
  const againAfter = time('-again');
  return {
    ...RUNS,
    readyAfter: readyAfter < 0 ? Infinity : readyAfter,
    endsAfter: time('-exit') ?? Infinity,
    code: Number(value('-code') ?? 0),
    saysFailed: args.includes('-failed'),
    imageMissing: image === ABSENT,
    ...(unreadyAfter === undefined ? {} : { unreadyAfter }),
    ...(againAfter === undefined ? {} : { againAfter }),
  };
}
