import type { Duration } from 'cdk8s';
import type { ListensOn } from './listens-on';

/** How a check runs. */
export interface CheckOptions {
  /**
   * How long one attempt may take, for example 5 s for an endpoint that takes 3 s. `Mechanism.NATIVE` rounds up to whole seconds.
   *
   * @default Duration.seconds(1)
   */
  readonly timeout?: Duration;

  /**
   * The time from the start of one attempt to the start of the next, 10 ms or more. An attempt that takes longer delays the next.
   * `Mechanism.NATIVE` rounds up to whole seconds. An interval longer than the timeout of a dependency on the container is an error.
   *
   * @default - 1 s for `Mechanism.NATIVE`; the waiter and the guard begin with 10 ms, and slow down to 250 ms
   */
  readonly interval?: Duration;
}

/** The port of a network check. */
export interface PortCheckOptions extends CheckOptions {
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
   * Request headers, by name. `Host` is for a server that tells its virtual hosts apart: the request goes to the container all the same.
   *
   * @default - none
   */
  readonly headers?: { readonly [name: string]: string };

  /**
   * The HTTP statuses that are healthy, 200 to 599, and no others: `[401]` for an endpoint that asks for a login, or `[200, 401]`.
   * `Mechanism.NATIVE` does not support it: the kubelet accepts 200 to 399.
   *
   * @default - 200 to 299; `Mechanism.NATIVE` also accepts 300 to 399
   */
  readonly statuses?: number[];
}

/** Options of `Check.tcpSocket`. */
export interface TcpSocketCheckOptions extends PortCheckOptions {}

/** Options of `Check.grpc`. */
export interface GrpcCheckOptions extends PortCheckOptions {
  /**
   * Connect with TLS. No mechanism supports it: the gRPC probe of the kubelet, the waiter and the guard have no TLS. `true` is an error.
   *
   * @default false
   */
  readonly tls?: boolean;

  /**
   * Service name for the health check.
   *
   * @default - the health of the whole server
   */
  readonly service?: string;
}

/** Options of `Check.file`. */
export interface FileCheckOptions extends CheckOptions {}

/** Options of `Check.command`. */
export interface CommandCheckOptions extends CheckOptions {}

/** Options of `Check.unixSocket`. */
export interface UnixSocketCheckOptions extends CheckOptions {
  /**
   * Path of an HTTP GET over the socket, for example `/ready`.
   *
   * @default - healthy when the socket accepts a connection
   */
  readonly httpPath?: string;
}
