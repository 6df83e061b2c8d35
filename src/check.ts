import { ListensOn } from './listens-on';
import type { CheckModel, Header, PortReference } from './private/model';
import { FLAG, memberOf, number, type OptionRules, requireOptions, text, textsByName } from './private/option';

/** Where a network check finds its port. */
export interface PortCheckOptions {
  /**
   * Port number, 1 to 65535.
   *
   * @default - the port named by `portName`, else the only port that the container declares
   */
  readonly port?: number;

  /**
   * Name of a port that the container declares: at most 15 lower-case letters, digits and single `-`. It becomes a number at
   * synthesis.
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
   * Dial with TLS. The kubelet does not verify the certificate; the waiter and the guard refuse such a check.
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
   * @default - healthy as soon as a connection is accepted
   */
  readonly httpPath?: string;
}

const PORT_OPTIONS: OptionRules<PortCheckOptions> = {
  port: number('a whole number from 1 to 65535'),
  portName: text('the name of a port that the container declares, such as "http"'),
  listensOn: memberOf('ListensOn', ListensOn),
};
const HTTP_GET_OPTIONS: OptionRules<HttpGetCheckOptions> = {
  ...PORT_OPTIONS, tls: FLAG, headers: textsByName('texts by header name, such as { "X-Probe": "startgate" }'),
};
const GRPC_OPTIONS: OptionRules<GrpcCheckOptions> = { ...PORT_OPTIONS, service: text('the name of a gRPC service, such as "shop.v1.Cart"') };
const UNIX_SOCKET_OPTIONS: OptionRules<UnixSocketCheckOptions> = { httpPath: text('an absolute path such as "/ready"') };

/**
 * How the health of a container is seen.
 *
 * Which mechanism can honour which check is part of the design: the kubelet sees HTTP, TCP, gRPC and commands; the waiter in
 * the sidecar also unix sockets and files; the guard sees what its own container can reach.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export class Check {
  /**
   * Healthy when a GET answers 2xx. A sidecar of this project is also held back by its `Startgate-Status` header; the kubelet,
   * which does not know the header, takes 3xx as well.
   *
   * @param path absolute path, may carry a query, for example `/ready`
   * @param options port, addresses, TLS and headers
   */
  public static httpGet(path: string, options: HttpGetCheckOptions = {}): Check {
    requireOptions('Check.httpGet', options, HTTP_GET_OPTIONS);
    requireMatch('Check.httpGet', 'path', path, /^\/[\x21-\x7e]*$/, 'an absolute path of printable ASCII without blanks, such as "/ready"');
    const headers = headersOf('Check.httpGet', options);
    return new Check({ kind: 'httpGet', path, tls: options.tls ?? false, headers, port: portOf('Check.httpGet', options), listensOn: listensOnOf(options) });
  }

  /**
   * Healthy when a TCP connection is accepted.
   *
   * @param options port and addresses
   */
  public static tcpSocket(options: TcpSocketCheckOptions = {}): Check {
    requireOptions('Check.tcpSocket', options, PORT_OPTIONS);
    return new Check({ kind: 'tcpSocket', port: portOf('Check.tcpSocket', options), listensOn: listensOnOf(options) });
  }

  /**
   * Healthy when the gRPC health service answers SERVING.
   *
   * @see https://github.com/grpc/grpc/blob/master/doc/health-checking.md
   * @param options port, addresses and service
   */
  public static grpc(options: GrpcCheckOptions = {}): Check {
    requireOptions('Check.grpc', options, GRPC_OPTIONS);
    const { service } = options;
    if (service !== undefined) requireMatch('Check.grpc', 'service', service, /^[\x21-\x7e]+$/, 'printable ASCII without blanks, such as "shop.v1.Cart"');
    return new Check({ kind: 'grpc', ...(service === undefined ? {} : { service }), port: portOf('Check.grpc', options), listensOn: listensOnOf(options) });
  }

  /**
   * Healthy when a unix socket accepts a connection, or answers an HTTP GET with 2xx.
   * Needs the waiter in the sidecar, or the guard and a volume that both containers mount.
   *
   * @param path absolute path of the socket in the container that is checked
   * @param options HTTP over the socket
   */
  public static unixSocket(path: string, options: UnixSocketCheckOptions = {}): Check {
    requireOptions('Check.unixSocket', options, UNIX_SOCKET_OPTIONS);
    requirePath('Check.unixSocket', 'path', path);
    if (path.includes(':')) throw new Error(`Check.unixSocket: "path" must not contain a colon, which separates the HTTP path; got "${path}"`);
    const { httpPath } = options;
    if (httpPath !== undefined) requirePath('Check.unixSocket', 'httpPath', httpPath);
    return new Check({ kind: 'unixSocket', path, ...(httpPath === undefined ? {} : { httpPath }) });
  }

  /**
   * Healthy when a file exists.
   * Needs the waiter in the sidecar, or the guard and a volume that both containers mount.
   *
   * @param path absolute path in the container that is checked
   */
  public static file(path: string): Check {
    requirePath('Check.file', 'path', path);
    return new Check({ kind: 'file', path });
  }

  /**
   * Healthy when a command in the container that is checked ends with 0. The words are taken as they are: no shell, no `$(NAME)`.
   *
   * @param command program and arguments
   */
  public static command(command: string[]): Check {
    if (command.length === 0) throw new Error('Check.command: "command" must hold a program; got []');
    return new Check({ kind: 'command', command: [...command] });
  }

  /** @internal */
  public readonly _model: CheckModel;

  private constructor(model: CheckModel) {
    this._model = model;
  }
}

/** An IANA service name, the only kind of name that a container's port can have: it holds a letter, so no number is one. */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

function headersOf(where: string, { headers }: HttpGetCheckOptions): Header[] {
  return headers === undefined ? [] : Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => {
    requireMatch(where, 'headers', name, /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'a header name of RFC 9110, such as "X-Probe"');
    requireMatch(where, `headers["${name}"]`, value, /^[\x20-\x7e]*$/, 'printable ASCII on one line');
    return { name, value };
  });
}

function portOf(where: string, { port, portName }: PortCheckOptions): PortReference {
  if (port !== undefined && portName !== undefined) {
    throw new Error(`${where}: "port" and "portName" are both given (${port} and "${portName}"); leave one out`);
  }
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65535)) {
    throw new Error(`${where}: "port" must be a whole number from 1 to 65535; got ${port}`);
  }
  if (portName !== undefined) requireMatch(where, 'portName', portName, PORT_NAME, 'the name of a port that the container declares: at most 15 lower-case letters, digits and single "-", such as "http"');
  return port ?? portName;
}

function listensOnOf({ listensOn }: PortCheckOptions): ListensOn {
  return listensOn ?? ListensOn.ALL;
}

function requirePath(where: string, option: string, path: string): void {
  requireMatch(where, option, path, /^\/[\x21-\x7e]*$/, 'an absolute path of printable ASCII without blanks');
}

function requireMatch(where: string, option: string, value: string, pattern: RegExp, allowed: string): void {
  if (!pattern.test(value)) throw new Error(`${where}: "${option}" must be ${allowed}; got "${value}"`);
}
