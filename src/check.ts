import { isIP } from 'node:net';
import type {
  CommandCheckOptions, FileCheckOptions, GrpcCheckOptions, HttpGetCheckOptions, PortCheckOptions, TcpSocketCheckOptions,
  UnixSocketCheckOptions,
} from './check-options';
import { ListensOn } from './listens-on';
import { allOf, partsOf } from './private/check-parts';
import { isLocal } from './private/check-target';
import { TIME_OPTIONS, timesOf } from './private/check-times';
import type { CheckModel, Header, PortReference } from './private/model';
import {
  command as commandRule, FLAG, listOf, memberOf, type OptionRule, type OptionRules, PORT_NUMBER, requireOptions, requireValue, text,
  textsByName, wholeNumber,
} from './private/option';

/** An IANA service name, the only kind of name that a port of a container can have. A number is no such name: the name has a letter. */
const PORT_NAME = text(
  'the name of a port that the container declares: at most 15 lower-case letters, digits and single "-", such as "http"',
  /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/u,
);
const DNS_NAME = /^(?!localhost$)(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\.?$/iu;
const HOST: OptionRule = {
  allowed: 'a DNS name or an IP address outside of the Pod, such as "db.shop"',
  holds: (value) => typeof value === 'string' && (isIP(value) === 0 ? DNS_NAME.test(value) : !isLocal(value)),
};
const PATH = text('an absolute path of printable ASCII without blanks, such as "/ready"', /^\/[\x21-\x7e]*$/u);
const SOCKET_PATH = text('an absolute path of printable ASCII without blanks or colons, such as "/run/proxy.sock"', /^\/[\x21-\x39\x3b-\x7e]*$/u);
const COMMAND = commandRule('["test", "-f", "/run/ready"]');
const HEADER_NAME = text('a header name of RFC 9110, such as "X-Probe"', /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/u);
const STATUS = wholeNumber(200, 599);
const STATUSES = listOf('a list of HTTP statuses from 200 to 599, such as [200, 401]', (status) => STATUS.holds(status), 1);
const HEADER_VALUE = text('printable ASCII on one line', /^[\x20-\x7e]*$/u);

const PORT_OPTIONS: OptionRules<PortCheckOptions> = {
  host: HOST, port: PORT_NUMBER, portName: PORT_NAME, listensOn: memberOf('ListensOn', ListensOn), ...TIME_OPTIONS,
};
const HTTP_GET_OPTIONS: OptionRules<HttpGetCheckOptions> = {
  ...PORT_OPTIONS, tls: FLAG, headers: textsByName('strings by header name, such as { "X-Probe": "startgate" }'), statuses: STATUSES,
};
const GRPC_OPTIONS: OptionRules<GrpcCheckOptions> = {
  ...PORT_OPTIONS, tls: FLAG, service: text('the name of a gRPC service in printable ASCII without blanks, such as "shop.v1.Cart"', /^[\x21-\x7e]+$/u),
};
const UNIX_SOCKET_OPTIONS: OptionRules<UnixSocketCheckOptions> = { httpPath: PATH, ...TIME_OPTIONS };

const CHECKS = listOf('a list of one or more Checks, such as [Check.tcpSocket({ port: 8080 })]', (check) => check instanceof Check, 1);

/**
 * How to check the health of a container.
 *
 * Each mechanism supports other checks. The kubelet checks HTTP, TCP, gRPC and commands. The waiter in the sidecar also checks
 * unix sockets and files. The guard checks what its own container can reach.
 *
 * The waiter and the guard check `localhost`, which is both 127.0.0.1 and ::1, except for `ListensOn.POD_IP`. If the `host` of a reused
 * probe is one of these addresses, they check only that address. So does a TARGET with an address, such as `tcp://127.0.0.1:8080`.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export class Check {
  /**
   * Healthy when a GET request is answered with 2xx, or with one of `statuses`. The waiter and the guard also read the header
   * `Startgate-Status` of a sidecar of this project. The kubelet does not read this header, and also accepts 3xx.
   *
   * @param path absolute path, with or without a query, for example `/ready`
   * @param options port, addresses, TLS, headers, host, statuses and times
   */
  public static httpGet(path: string, options: HttpGetCheckOptions = {}): Check {
    requireValue('"path" of Check.httpGet', path, PATH);
    const given = requireOptions('Check.httpGet', options, HTTP_GET_OPTIONS);
    const { tls = false, listensOn = ListensOn.ALL } = given;
    const headers = headersOf('Check.httpGet', given);
    const statuses = given.statuses === undefined ? {} : { statuses: [...new Set(given.statuses)].sort((a, b) => a - b) };
    const place = placeOf('Check.httpGet', given);
    return new Check({ kind: 'httpGet', path, tls, headers, ...place, listensOn, ...statuses, ...timesOf('Check.httpGet', given) });
  }

  /**
   * Healthy when the container accepts a TCP connection.
   *
   * @param options port, addresses and times
   */
  public static tcpSocket(options: TcpSocketCheckOptions = {}): Check {
    const given = requireOptions('Check.tcpSocket', options, PORT_OPTIONS);
    const { listensOn = ListensOn.ALL } = given;
    return new Check({ kind: 'tcpSocket', ...placeOf('Check.tcpSocket', given), listensOn, ...timesOf('Check.tcpSocket', given) });
  }

  /**
   * Healthy when the gRPC health service answers SERVING.
   *
   * @see https://github.com/grpc/grpc/blob/master/doc/health-checking.md
   * @param options port, addresses, service and times
   */
  public static grpc(options: GrpcCheckOptions = {}): Check {
    const given = requireOptions('Check.grpc', options, GRPC_OPTIONS);
    if (given.tls === true) {
      throw new Error(`Check.grpc: no mechanism supports "tls": the gRPC probe of the kubelet, the waiter and the guard have no TLS; use Check.tcpSocket, or Check.command with a client in the image`);
    }
    const { service, listensOn = ListensOn.ALL } = given;
    const place = placeOf('Check.grpc', given);
    return new Check({ kind: 'grpc', ...(service === undefined ? {} : { service }), ...place, listensOn, ...timesOf('Check.grpc', given) });
  }

  /**
   * Healthy when a unix socket accepts a connection, or answers an HTTP GET request with 2xx.
   * Needs the waiter in the sidecar, or the guard and a volume that both containers mount.
   *
   * @param path absolute path of the socket in the checked container
   * @param options HTTP over the socket, and times
   */
  public static unixSocket(path: string, options: UnixSocketCheckOptions = {}): Check {
    requireValue('"path" of Check.unixSocket', path, SOCKET_PATH);
    const given = requireOptions('Check.unixSocket', options, UNIX_SOCKET_OPTIONS);
    const { httpPath } = given;
    return new Check({ kind: 'unixSocket', path, ...(httpPath === undefined ? {} : { httpPath }), ...timesOf('Check.unixSocket', given) });
  }

  /**
   * Healthy when a file exists.
   * Needs the waiter in the sidecar, or the guard and a volume that both containers mount.
   *
   * @param path absolute path in the checked container
   * @param options times
   */
  public static file(path: string, options: FileCheckOptions = {}): Check {
    requireValue('"path" of Check.file', path, PATH);
    return new Check({ kind: 'file', path, ...timesOf('Check.file', requireOptions('Check.file', options, TIME_OPTIONS)) });
  }

  /**
   * Healthy when a command in the checked container ends with exit code 0. The command runs without a shell, and `$(NAME)` is not expanded.
   *
   * @param command program and arguments
   * @param options times
   */
  public static command(command: string[], options: CommandCheckOptions = {}): Check {
    requireValue('"command" of Check.command', command, COMMAND);
    const given = requireOptions('Check.command', options, TIME_OPTIONS);
    return new Check({ kind: 'command', command: [...command], ...timesOf('Check.command', given) });
  }

  /**
   * Healthy when every check is, for example two ports of one sidecar. Each check keeps its own options.
   *
   * The waiter and the guard run all checks at once, and a check that has passed does not run again. `Mechanism.NATIVE` does not support
   * it: a probe of the kubelet has one check.
   *
   * @param checks one or more checks of the same container
   */
  public static all(checks: Check[]): Check {
    requireValue('"checks" of Check.all', checks, CHECKS);
    return new Check(allOf(checks.flatMap(({ _model }) => partsOf(_model))));
  }

  /** @internal */
  public readonly _model: CheckModel;

  private constructor(model: CheckModel) {
    this._model = model;
  }
}

function headersOf(where: string, { headers = {} }: HttpGetCheckOptions): Header[] {
  return Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => ({
    name: requireValue(`a header name of ${where}`, name, HEADER_NAME),
    value: requireValue(`"headers["${name}"]" of ${where}`, value, HEADER_VALUE),
  }));
}

function placeOf(where: string, { port, portName, host }: PortCheckOptions): { readonly port: PortReference; readonly host?: string } {
  if (port !== undefined && portName !== undefined) {
    throw new Error(`${where}: "port" and "portName" are both set (${port} and "${portName}"); remove one`);
  }
  return { port: port ?? portName, ...(host === undefined ? {} : { host }) };
}
