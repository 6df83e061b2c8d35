import { durationText } from '../duration-text';
import type { CheckModel, SingleCheck } from '../model';

/** A check as the call that makes it: `Check.httpGet("/ready", { port: 8080 })`. What has its default is left out. */
export function checkCall(check: CheckModel): string {
  if (check.kind === 'all') return `Check.all([${check.checks.map(checkCall).join(', ')}])`;
  const times = timesOf(check);
  switch (check.kind) {
    case 'httpGet': {
      const { tls, headers, statuses } = check;
      const options = { ...endpoint(check), tls: tls || undefined, headers: headersOf(headers), statuses, ...times };
      return call(check.kind, [check.path], options);
    }
    case 'tcpSocket': return call(check.kind, [], { ...endpoint(check), ...times });
    case 'grpc': return call(check.kind, [], { ...endpoint(check), service: check.service, ...times });
    case 'unixSocket': return call(check.kind, [check.path], { httpPath: check.httpPath, ...times });
    case 'file': return call(check.kind, [check.path], times);
    case 'command': return call(check.kind, [check.command], times);
  }
}

type NetworkCheck = Extract<SingleCheck, { listensOn: string }>;

function endpoint({ host, port, listensOn }: NetworkCheck): Record<string, unknown> {
  return { host, [typeof port === 'string' ? 'portName' : 'port']: port, listensOn: listensOn === 'all' ? undefined : listensOn };
}

function timesOf({ timeoutMs, intervalMs }: SingleCheck): Record<string, unknown> {
  const text = (time: number | undefined): string | undefined => (time === undefined ? undefined : durationText(time));
  return { timeout: text(timeoutMs), interval: text(intervalMs) };
}

function headersOf(headers: Extract<CheckModel, { kind: 'httpGet' }>['headers']): Record<string, string> | undefined {
  return headers.length === 0 ? undefined : Object.fromEntries(headers.map(({ name, value }) => [name, value]));
}

function call(kind: string, required: readonly unknown[], options: Record<string, unknown>): string {
  const given = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const words = required.map((value) => JSON.stringify(value));
  return `Check.${kind}(${[...words, ...(given.length === 0 ? [] : [`{ ${given.join(', ')} }`])].join(', ')})`;
}
