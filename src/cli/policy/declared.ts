import { Check } from '../../check';
import type { CheckOptions } from '../../check-options';
import { Injected } from '../../injected';
import type { StartOrderPolicyProps, WorkloadSelector } from '../../start-order-policy';
import { Sidecar } from '../../sidecar';
import type { Path } from '../read/document';

/** A part of a policy that can't be built; the message is that of the API, as in cdk8s. */
export class PolicyError extends Error {
  constructor(message: string, readonly path: Path) {
    super(message);
  }
}

type Data = Readonly<Record<string, unknown>>;

/** The spec of a policy as the properties of a `StartOrderPolicy`; the schema holds. @throws PolicyError */
export function policyProps({ select, sidecars = [], injected = [], dependencies = [] }: Data): StartOrderPolicyProps {
  const each = <T>(list: unknown, name: string, make: (item: Data) => T): T[] =>
    (list as Data[]).map((item, index) => at(['spec', name, index], () => make(item)));
  return {
    ...(select === undefined ? {} : { select: select as WorkloadSelector }),
    sidecars: each(sidecars, 'sidecars', sidecarOf),
    injected: each(injected, 'injected', injectedOf),
    dependencies: each(dependencies, 'dependencies', ({ timeout, ...rest }) => ({ ...rest, ...timesOf({ timeout }) }) as never),
  };
}

function at<T>(path: Path, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new PolicyError((error as Error).message, path);
  }
}

function sidecarOf({ name, container, volumes, readyWhen, ...options }: Data): Sidecar {
  const check = readyWhen === undefined ? {} : { readyWhen: checkOf(readyWhen as Data) };
  if (container === undefined) {
    if (name === undefined || options.image === undefined) throw new Error('a sidecar must have "name" and "image", or "container"');
    if (volumes !== undefined) throw new Error(`sidecar "${name as string}" has "volumes", which belong to "container"`);
    return Sidecar.of(name as string, { ...options, ...check } as never);
  }
  const beside = [...(name === undefined ? [] : ['name']), ...Object.keys(options)];
  if (beside.length > 0) throw new Error(`a sidecar with "container" says there what it is; remove ${beside.map((key) => `"${key}"`).join(', ')}`);
  return Sidecar.fromManifest(container, { ...check, ...(volumes === undefined ? {} : { volumes: volumes as unknown[] }) });
}

function injectedOf(item: Data): Injected {
  const [[kind, options]] = Object.entries(item) as [[keyof typeof Injected, never]];
  return (Injected[kind] as (options: never) => Injected)(options);
}

function checkOf(check: Data): Check {
  const [[kind, value]] = Object.entries(check) as [[string, Data]];
  if (kind === 'all') return Check.all((value as unknown as Data[]).map(checkOf));
  const { path, command, timeout, interval, port, ...rest } = value;
  const options = {
    ...rest, ...timesOf({ timeout, interval }), ...(port === undefined ? {} : { [typeof port === 'string' ? 'portName' : 'port']: port }),
  };
  switch (kind) {
    case 'httpGet': return Check.httpGet(path as string, options);
    case 'tcpSocket': return Check.tcpSocket(options);
    case 'grpc': return Check.grpc(options);
    case 'unixSocket': return Check.unixSocket(path as string, options);
    case 'file': return Check.file(path as string, options);
    default: return Check.command(command as string[], options);
  }
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Times as the API takes them: only their milliseconds are asked for. */
function timesOf(times: Data): CheckOptions {
  return Object.fromEntries(Object.entries(times).filter(([, text]) => text !== undefined).map(([name, text]) => {
    const [, count, unit] = /^(\d+)([a-z]+)$/u.exec(String(text))!;
    return [name, { toMilliseconds: () => Number(count) * UNITS[unit!]! }];
  }));
}
