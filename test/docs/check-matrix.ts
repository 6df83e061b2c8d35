/** Every check with every option by every mechanism: declared, judged by the rules, and rendered. */
import { Duration } from 'cdk8s';
import { Check, ListensOn } from '../../src';
import type { MechanismName } from '../../src/private/model';
import type { Program } from '../oracle/model/program';
import { analyzed } from '../private/rendered';
import { type OrderInput, type PodInput, RUNTIME_IMAGE } from '../private/support';

/** A check with an option, and the program of a container that needs just that. */
export interface MatrixRow {
  readonly check: string;
  readonly option: string;
  /** @throws if no mechanism can */
  readonly declare: () => Check;
  readonly program?: Partial<Program>;
  /** Which containers mount the volume of the file or socket. @default none */
  readonly mounts?: 'sidecar' | 'both';
}

export const COLUMNS: Readonly<Record<MechanismName, string>> = {
  'native': 'NATIVE', 'native-waiter': 'NATIVE_WAITER', 'init-waiter': 'INIT_WAITER', 'guard': 'GUARD', 'post-start': 'POST_START',
};
export const MECHANISMS = Object.keys(COLUMNS) as MechanismName[];

const PORT = 8080;
const FIVE = { timeout: Duration.seconds(5) };
const OFTEN = { interval: Duration.seconds(2) };
const PLACES = { sidecar: 'on a volume of the sidecar', both: 'on a volume that both containers mount' };

type Make = (options: object) => Check;

function times(check: string, make: Make): MatrixRow[] {
  return [
    { check, option: '', declare: () => make({}) },
    { check, option: 'timeout', declare: () => make(FIVE) },
    { check, option: 'interval', declare: () => make(OFTEN) },
  ];
}

function network(check: string, make: Make, slow: Partial<Program> = {}): MatrixRow[] {
  const [plain, timeout, interval] = times(check, make) as [MatrixRow, MatrixRow, MatrixRow];
  return [
    plain, { ...timeout, program: slow }, interval,
    { check, option: 'listensOn: LOOPBACK', declare: () => make({ listensOn: ListensOn.LOOPBACK }), program: { listensOn: 'loopback' } },
    { check, option: 'listensOn: POD_IP', declare: () => make({ listensOn: ListensOn.POD_IP }), program: { listensOn: 'pod-ip' } },
  ];
}

function onVolumes(check: string, make: Make): MatrixRow[] {
  const [plain, ...timed] = times(check, make) as [MatrixRow, MatrixRow, MatrixRow];
  return [
    plain,
    ...(['sidecar', 'both'] as const).map((mounts) => ({ check, option: PLACES[mounts], declare: () => make({}), mounts })),
    ...timed.map((row) => ({ ...row, mounts: 'both' as const })),
  ];
}

const http: Make = (options) => Check.httpGet('/ready', { port: PORT, ...options });
const grpc: Make = (options) => Check.grpc({ port: PORT, ...options });

export const ROWS: readonly MatrixRow[] = [
  ...network('httpGet', http, { answerMs: 3000 }),
  { check: 'httpGet', option: 'tls', declare: () => http({ tls: true }), program: { tls: true } },
  { check: 'httpGet', option: 'headers', declare: () => http({ headers: { 'X-Probe': 'a' } }), program: { header: 'X-Probe: a' } },
  { check: 'httpGet', option: 'headers.Host', declare: () => http({ headers: { Host: 'shop.example' } }), program: { header: 'Host: shop.example' } },
  { check: 'httpGet', option: 'statuses', declare: () => http({ statuses: [200, 401] }), program: { status: 401 } },
  ...network('tcpSocket', (options) => Check.tcpSocket({ port: PORT, ...options })),
  ...network('grpc', grpc),
  { check: 'grpc', option: 'service', declare: () => grpc({ service: 'shop.v1.Cart' }), program: { service: 'shop.v1.Cart' } },
  { check: 'grpc', option: 'tls', declare: () => grpc({ tls: true }) },
  ...times('command', (options) => Check.command(['/health'], options)),
  ...onVolumes('file', (options) => Check.file('/shared/ready', options)),
  ...onVolumes('unixSocket', (options) => Check.unixSocket('/shared/proxy.sock', options)),
  { check: 'unixSocket', option: 'httpPath', declare: () => Check.unixSocket('/shared/proxy.sock', { httpPath: '/ready' }), mounts: 'both' },
  {
    check: 'Check.all', option: 'two ports', program: { otherPort: 9090 },
    declare: () => Check.all([http({}), Check.tcpSocket({ port: 9090 })]),
  },
];

/** The Pod of a row, and the order that asks for its check by a mechanism. */
export function caseOf({ declare, mounts }: MatrixRow, mechanism: MechanismName): { pod: PodInput; order: OrderInput } {
  const volumeMounts = [{ name: 'shared', mountPath: '/shared' }];
  return {
    pod: {
      containers: [
        { name: 'proxy', command: ['/proxy'], ...(mounts === undefined ? {} : { volumeMounts }) },
        { name: 'app', command: ['/app'], ...(mounts === 'both' ? { volumeMounts } : {}) },
      ],
      volumes: [{ name: 'shared', emptyDir: {} }],
    },
    order: {
      mechanism, edges: ['app -> proxy'], containers: { proxy: { check: declare()._model } },
      // with the waiter at hand, native becomes native-waiter where only the waiter can
      ...(mechanism === 'native' ? {} : { runtimeImage: RUNTIME_IMAGE }),
    },
  };
}

/** Why a check does not work, and what to do; undefined where it works. */
export interface Refusal {
  readonly reason: string;
  readonly cure: string;
}

export function refusalOf(row: MatrixRow, mechanism: MechanismName): Refusal | undefined {
  let given: ReturnType<typeof caseOf>;
  try {
    given = caseOf(row, mechanism);
  } catch (error) {
    const [reason, cure] = (error as Error).message.split('; ') as [string, string];
    return { reason, cure };
  }
  const errors = analyzed(given.pod, given.order).findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return undefined;
  const [{ id, message, cure }] = errors as [typeof errors[number]];
  if (errors.length > 1 || id !== 'check-not-supported') throw new Error(`${row.check} ${row.option}, ${mechanism}: ${id}: ${message}`);
  return { reason: message.slice(message.indexOf(', but ') + ', but '.length), cure };
}
