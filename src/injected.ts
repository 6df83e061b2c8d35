import { Check } from './check';
import { ListensOn } from './listens-on';
import { INJECTED_OPTIONS } from './private/injected-option';
import { type InjectedModel, injectedModel } from './private/injected-model';
import { FLAG, type OptionRules, PORT_NUMBER, required, requireOptions, text } from './private/option';

/** Options of a container that is injected at admission. */
export interface InjectedOptions {
  /**
   * The injector makes it a native sidecar in front of the init containers of the manifest. Then an init container can wait for it.
   *
   * @default false
   */
  readonly native?: boolean;
}

/** Options of `Injected.dapr`. */
export interface DaprOptions extends InjectedOptions {
  /**
   * The HTTP port of daprd, 1 to 65535.
   *
   * @default 3500
   */
  readonly port?: number;
}

/** Options of `Injected.vaultAgent`. */
export interface VaultAgentOptions extends InjectedOptions {
  /** Absolute path of a file that the agent renders, for example `/vault/secrets/config`. */
  readonly file: string;
}

/** Options of `Injected.consul`. */
export interface ConsulOptions extends InjectedOptions {
  /**
   * The Pod has the annotation `consul.hashicorp.com/use-proxy-health-check: "true"`: the check asks `/ready` of Envoy.
   *
   * @default false: the check connects to the listener of the proxy
   */
  readonly proxyHealthCheck?: boolean;
}

const DAPR_OPTIONS: OptionRules<DaprOptions> = { ...INJECTED_OPTIONS, port: PORT_NUMBER };
const VAULT_OPTIONS: OptionRules<VaultAgentOptions> = {
  ...INJECTED_OPTIONS, file: required(text('an absolute path such as "/vault/secrets/config"', /^\/[\x21-\x7e]+$/u)),
};
const CONSUL_OPTIONS: OptionRules<ConsulOptions> = { ...INJECTED_OPTIONS, proxyHealthCheck: FLAG };

/**
 * A sidecar that an injector adds to the Pod at admission, as data: its name, its check, and what the injector itself can do.
 *
 * @example
 * declare const deployment: kplus.Deployment;
 * const order = StartOrder.of(deployment);
 * order.container('app').dependsOn(order.addInjected(Injected.istio()));
 */
export class Injected {
  /**
   * The proxy of Istio, `istio-proxy`. From Istio 1.27 on, it is a native sidecar where all nodes run Kubernetes 1.33 or newer.
   *
   * Without a guard, the order asks Istio itself to hold the application: the annotation `proxy.istio.io/config` with
   * `holdApplicationUntilProxyStarts` (Istio 1.8 or newer). This is a postStart hook, which fails open.
   *
   * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig
   * @see https://istio.io/latest/blog/2023/native-sidecars/
   */
  public static istio(options: InjectedOptions = {}): Injected {
    const { native } = requireOptions('Injected.istio', options, INJECTED_OPTIONS);
    return new Injected('istio-proxy', Check.httpGet('/healthz/ready', { port: 15021 }), native);
  }

  /**
   * The proxy of Linkerd, `linkerd-proxy`. It is a native sidecar with the annotation
   * `config.beta.linkerd.io/proxy-enable-native-sidecar: enabled` (Kubernetes 1.29 or newer).
   *
   * Without a guard, the order asks Linkerd itself to hold the application: the annotation `config.linkerd.io/proxy-await`. This is a
   * postStart hook, which fails open.
   *
   * @see https://linkerd.io/2/reference/proxy-configuration/
   */
  public static linkerd(options: InjectedOptions = {}): Injected {
    const { native } = requireOptions('Injected.linkerd', options, INJECTED_OPTIONS);
    return new Injected('linkerd-proxy', Check.httpGet('/ready', { port: 4191 }), native);
  }

  /**
   * The sidecar of Dapr, `daprd`: ready for calls of the application, before the application itself listens.
   *
   * @see https://docs.dapr.io/reference/api/health_api/
   */
  public static dapr(options: DaprOptions = {}): Injected {
    const { native, port = 3500 } = requireOptions('Injected.dapr', options, DAPR_OPTIONS);
    return new Injected('daprd', Check.httpGet('/v1.0/healthz/outbound', { port }), native);
  }

  /**
   * The agent of the Vault injector, `vault-agent`: ready when it has rendered a file. The injector mounts the volume of the file at the
   * same path in every container. Its own init container renders the files first, unless `vault.hashicorp.com/agent-pre-populate` is
   * `"false"`.
   *
   * @see https://developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations
   */
  public static vaultAgent(options: VaultAgentOptions): Injected {
    const { native, file } = requireOptions('Injected.vaultAgent', options, VAULT_OPTIONS);
    return new Injected('vault-agent', Check.file(file), native);
  }

  /**
   * The proxy of Consul, `consul-dataplane`: ready when it accepts connections at the address of the Pod.
   *
   * @see https://developer.hashicorp.com/consul/docs/reference/k8s/annotation-label
   */
  public static consul(options: ConsulOptions = {}): Injected {
    const { native, proxyHealthCheck = false } = requireOptions('Injected.consul', options, CONSUL_OPTIONS);
    const listensOn = ListensOn.POD_IP;
    const check = proxyHealthCheck ? Check.httpGet('/ready', { port: 21000, listensOn }) : Check.tcpSocket({ port: 20000, listensOn });
    return new Injected('consul-dataplane', check, native);
  }

  /** @internal */
  public readonly _model: InjectedModel;

  private constructor(
    /** Name of the container that the injector adds. */
    public readonly name: string,
    check: Check,
    native = false,
  ) {
    this._model = injectedModel(name, check._model, native);
  }
}
