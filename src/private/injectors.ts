import type { PodTemplate } from './pod-template';

/** An annotation of the Pod template with which an injector holds the other containers itself, by a postStart hook of its sidecar. */
export interface Hold {
  readonly annotation: string;
  readonly value: string;
}

/** What is known of a sidecar that an injector adds. */
export interface KnownSidecar {
  readonly hold?: Hold;
  /** What ends it in a Pod that ends, if it is not native. */
  readonly end: string;
}

/**
 * The sidecars of known injectors, by their names.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig
 * @see https://linkerd.io/2/reference/proxy-configuration/
 * @see https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-job/
 * @see https://developer.hashicorp.com/vault/docs/platform/k8s/injector/annotations
 */
const KNOWN: ReadonlyMap<string, KnownSidecar> = new Map(Object.entries({
  'istio-proxy': {
    hold: { annotation: 'proxy.istio.io/config', value: '{"holdApplicationUntilProxyStarts":true}' },
    end: 'send POST http://localhost:15020/quitquitquit at the end of the work',
  },
  'linkerd-proxy': {
    hold: { annotation: 'config.linkerd.io/proxy-await', value: 'enabled' },
    end: 'send POST http://localhost:4191/shutdown at the end of the work',
  },
  'daprd': { end: 'send POST /v1.0/shutdown to its port, http://localhost:3500 by default, at the end of the work' },
  'consul-dataplane': { end: 'send POST http://localhost:20600/graceful_shutdown at the end of the work' },
  'vault-agent': { end: 'set the annotation vault.hashicorp.com/agent-pre-populate-only: "true", which injects no sidecar' },
}));

/** What is known of an injected container; undefined if its injector is not known. */
export function knownSidecar(name: string): KnownSidecar | undefined {
  return KNOWN.get(name);
}

/** `kept`: the Pod template asks the injector to hold already. `taken`: it has the annotation with another value. */
export type HoldState = 'kept' | 'taken' | 'free';

export function holdState({ annotation, value }: Hold, { holder }: Pick<PodTemplate, 'holder'>): HoldState {
  const present = holder.metadata?.annotations?.[annotation];
  if (present === undefined) return 'free';
  return bare(present).includes(bare(value)) ? 'kept' : 'taken';
}

/** YAML and JSON alike, without quotes, braces and blanks. */
function bare(text: string): string {
  return text.replaceAll(/[\s"'{}]/gu, '');
}
