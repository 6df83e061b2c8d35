import { isIP } from 'node:net';
import { ListensOn } from './listens-on';
import { isLocal } from './private/check-target';
import type { CheckModel, Header, PortReference } from './private/model';
import {
  command as commandRule, FLAG, memberOf, type OptionRule, type OptionRules, PORT_NUMBER, requireOptions, requireValue, text, textsByName,
} from './private/option';

/** The port of a network check. */
export interface PortCheckOptions {
  /**
   * Host outside of the Pod: a DNS name or an IP address, for example `db.shop`. Only for `OrderedContainer.waitsFor`.
   *
   * @default - the container that is checked
   */
  readonly host?: string;

  /**
   * Port number, 1 to 65535.
   *
   * @default - the port named by `portName`, else the only port that the container declares
   */
  readonly port?: number;

  /**
   * Name of a port that the container declares: at most 15 lower-case letters, digits and single `-`. Synthesis replaces the name by
   * the number.
   *
   * @default - the port given by `port`
   */
  readonly portName?: string;

  /**
   * The addresses on which the container listens.
   *
   * @default ListensOn.ALL
   */
  readonly listensOn?: ListensOn;
}

/** Options of `Check.httpGet`. */
export interface HttpGetCheckOptions extends PortCheckOptions {
  /**
   * Connect with TLS. The kubelet does not verify the certificate. The waiter and the guard do not support TLS.
   *
   * @default false
   */
  readonly tls?: boolean;

  /**
   * Request headers, by name.
   *
   * @default - none
   */
  readonly headers?: { readonly [name: string]: string };
}

/** Options of `Check.tcpSocket`. */
export interface TcpSocketCheckOptions extends PortCheckOptions {}

/** Options of `Check.grpc`. */
export interface GrpcCheckOptions extends PortCheckOptions {
  /**
   * Service name for the health check.
   *
   * @default - the health of the whole server
   */
  readonly service?: string;
}

/** Options of `Check.unixSocket`. */
export interface UnixSocketCheckOptions {
  /**
   * Path of an HTTP GET over the socket, for example `/ready`.
   *
   * @default - healthy when the socket accepts a connection
   */
  readonly httpPath?: string;
}

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
const HEADER_VALUE = text('printable ASCII on one line', /^[\x20-\x7e]*$/u);

const PORT_OPTIONS: OptionRules<PortCheckOptions> = { host: HOST, port: PORT_NUMBER, portName: PORT_NAME, listensOn: memberOf('ListensOn', ListensOn) };
const HTTP_GET_OPTIONS: OptionRules<HttpGetCheckOptions> = {
  ...PORT_OPTIONS, tls: FLAG, headers: textsByName('strings by header name, such as { "X-Probe": "startgate" }'),
};
const GRPC_OPTIONS: OptionRules<GrpcCheckOptions> = {
  ...PORT_OPTIONS, service: text('the name of a gRPC service in printable ASCII without blanks, such as "shop.v1.Cart"', /^[\x21-\x7e]+$/u),
};
const UNIX_SOCKET_OPTIONS: OptionRules<UnixSocketCheckOptions> = { httpPath: PATH };

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
   * Healthy when a GET request is answered with 2xx. The waiter and the guard also read the header `Startgate-Status` of a sidecar of
   * this project. The kubelet does not read this header, and also accepts 3xx.
   *
   * @param path absolute path, with or without a query, for example `/ready`
   * @param options port, addresses, TLS and headers
   */
  public static httpGet(path: string, options: HttpGetCheckOptions = {}): Check {
    requireValue('"path" of Check.httpGet', path, PATH);
    const given = requireOptions('Check.httpGet', options, HTTP_GET_OPTIONS);
    const { tls = false, listensOn = ListensOn.ALL } = given;
    const headers = headersOf('Check.httpGet', given);
    return new Check({ kind: 'httpGet', path, tls, headers, ...placeOf('Check.httpGet', given), listensOn });
  }

  /**
   * Healthy when the container accepts a TCP connection.
   *
   * @param options port and addresses
   */
  public static tcpSocket(options: TcpSocketCheckOptions = {}): Check {
    const given = requireOptions('Check.tcpSocket', options, PORT_OPTIONS);
    return new Check({ kind: 'tcpSocket', ...placeOf('Check.tcpSocket', given), listensOn: given.listensOn ?? ListensOn.ALL });
  }

  /**
   * Healthy when the gRPC health service answers SERVING.
   *
   * @see https://github.com/grpc/grpc/blob/master/doc/health-checking.md
   * @param options port, addresses and service
   */
  public static grpc(options: GrpcCheckOptions = {}): Check {
    const given = requireOptions('Check.grpc', options, GRPC_OPTIONS);
    const { service, listensOn = ListensOn.ALL } = given;
    return new Check({ kind: 'grpc', ...(service === undefined ? {} : { service }), ...placeOf('Check.grpc', given), listensOn });
  }

  /**
   * Healthy when a unix socket accepts a connection, or answers an HTTP GET request with 2xx.
   * Needs the waiter in the sidecar, or the guard and a volume that both containers mount.
   *
   * @param path absolute path of the socket in the checked container
   * @param options HTTP over the socket
   */
  public static unixSocket(path: string, options: UnixSocketCheckOptions = {}): Check {
    requireValue('"path" of Check.unixSocket', path, SOCKET_PATH);
    const { httpPath } = requireOptions('Check.unixSocket', options, UNIX_SOCKET_OPTIONS);
    return new Check({ kind: 'unixSocket', path, ...(httpPath === undefined ? {} : { httpPath }) });
  }

  /**
   * Healthy when a file exists.
   * Needs the waiter in the sidecar, or the guard and a volume that both containers mount.
   *
   * @param path absolute path in the checked container
   */
  public static file(path: string): Check {
    requireValue('"path" of Check.file', path, PATH);
    return new Check({ kind: 'file', path });
  }

  /**
   * Healthy when a command in the checked container ends with exit code 0. The command runs without a shell, and `$(NAME)` is not expanded.
   *
   * @param command program and arguments
   */
  public static command(command: string[]): Check {
    requireValue('"command" of Check.command', command, COMMAND);
    return new Check({ kind: 'command', command: [...command] });
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
