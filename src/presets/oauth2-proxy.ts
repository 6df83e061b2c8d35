import { Check } from '../check';
import { listOf, type OptionRule, type OptionRules, PORT_NUMBER, required, requireOptions, text } from '../private/option';
import { objectName, PRESET_OPTIONS, type PresetFacts, presetSidecar } from '../private/preset';
import type { Sidecar } from '../sidecar';
import type { PresetProps } from './preset-props';

/** Props of `OAuth2Proxy.of`. */
export interface OAuth2ProxyProps extends PresetProps {
  /**
   * Name of a Secret with the variables `OAUTH2_PROXY_CLIENT_ID`, `OAUTH2_PROXY_CLIENT_SECRET` and `OAUTH2_PROXY_COOKIE_SECRET` as keys.
   */
  readonly secret: string;

  /** URL of the application behind the proxy, for example `http://127.0.0.1:8080`. */
  readonly upstream: string;

  /** Domains of the mail addresses that may log in. `*` lets everybody in that the provider knows. */
  readonly emailDomains: string[];

  /**
   * URL of the OpenID Connect issuer.
   *
   * @default - Google, the default provider of the proxy
   */
  readonly oidcIssuerUrl?: string;

  /**
   * Port of the proxy, 1 to 65535.
   *
   * @default 4180
   */
  readonly port?: number;
}

const OPTIONS: OptionRules<OAuth2ProxyProps> = {
  ...PRESET_OPTIONS,
  secret: required(objectName('Secret', 'the variables of the proxy')),
  upstream: required(url('http://127.0.0.1:8080')),
  emailDomains: required(listOf('a list of mail domains, such as ["example.com"]', (item) => typeof item === 'string' && /^\S+$/u.test(item), 1)),
  oidcIssuerUrl: url('https://login.example.com'),
  port: PORT_NUMBER,
};

/**
 * oauth2-proxy.
 *
 * The check is `/ready`: the proxy has found the issuer, listens, and reaches its session store.
 *
 * @see https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview
 * @see https://github.com/oauth2-proxy/oauth2-proxy/blob/master/pkg/middleware/readynesscheck.go
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(OAuth2Proxy.of({
 *   secret: 'login', upstream: 'http://127.0.0.1:8080', emailDomains: ['example.com'], oidcIssuerUrl: 'https://login.example.com',
 * })));
 */
export class OAuth2Proxy {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'oauth2-proxy',
    title: 'oauth2-proxy',
    image: 'quay.io/oauth2-proxy/oauth2-proxy:v7.15.6',
    user: 65532,
    requests: { cpu: '50m', memory: '64Mi' },
    ready: 'the proxy knows its issuer, listens, and reaches its session store',
    stops: 'SIGTERM; the proxy answers what it has accepted',
  };

  /**
   * The sidecar of the proxy.
   *
   * @param props secret, upstream and who may log in
   * @throws if the secret, the upstream or the domains are missing, or if a prop is misspelt or has a wrong value
   */
  public static of(props: OAuth2ProxyProps): Sidecar {
    const { secret, upstream, emailDomains, oidcIssuerUrl, port = 4180, ...common } = requireOptions('OAuth2Proxy.of', props, OPTIONS);
    return presetSidecar(OAuth2Proxy._facts, common, {
      args: [
        `--http-address=0.0.0.0:${port}`, `--upstream=${upstream}`, ...emailDomains.map((domain) => `--email-domain=${domain}`),
        ...(oidcIssuerUrl === undefined ? [] : ['--provider=oidc', `--oidc-issuer-url=${oidcIssuerUrl}`]),
      ],
      envFrom: [{ secretRef: { name: secret } }],
      ports: [{ containerPort: port }],
      readyWhen: Check.httpGet('/ready', { port }),
    });
  }

  private constructor() {}
}

function url(example: string): OptionRule {
  return text(`a URL, such as "${example}"`, /^[a-z]+:\/\/[\x21-\x7e]+$/u);
}
