import type { CheckModel } from '../model';

/** A check as the call that makes it: `Check.httpGet("/ready", { port: 8080 })`. What has its default is left out. */
export function checkCall(check: CheckModel): string {
  switch (check.kind) {
    case 'httpGet': {
      const options = { ...endpoint(check), tls: check.tls || undefined, headers: headersOf(check.headers) };
      return call(check.kind, [check.path], options);
    }
    case 'tcpSocket': return call(check.kind, [], endpoint(check));
    case 'grpc': return call(check.kind, [], { ...endpoint(check), service: check.service });
    case 'unixSocket': return call(check.kind, [check.path], { httpPath: check.httpPath });
    case 'file': return call(check.kind, [check.path], {});
    case 'command': return call(check.kind, [check.command], {});
  }
}

type NetworkCheck = Extract<CheckModel, { listensOn: string }>;

function endpoint({ host, port, listensOn }: NetworkCheck): Record<string, unknown> {
  return { host, [typeof port === 'string' ? 'portName' : 'port']: port, listensOn: listensOn === 'all' ? undefined : listensOn };
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
