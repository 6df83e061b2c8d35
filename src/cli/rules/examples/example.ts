/** A manifest, and what is declared for it where the rule speaks of an order that is declared. */
export interface ExamplePart {
  readonly manifest: string;
  /** A program around `order`, the `StartOrder` of the manifest. */
  readonly program?: string;
}

/** What a rule finds, and the same without it. */
export interface RuleExample {
  readonly failing: ExamplePart;
  readonly cured: ExamplePart;
  /** Other rules that the failing one breaks too, since it can't be shown without. */
  readonly also?: readonly string[];
  /** The cluster that it is checked for, where that is what it is about. */
  readonly kubernetesVersion?: string;
}

/** A Pod of these lines under `spec`. */
export function pod(...spec: readonly string[]): string {
  return ['apiVersion: v1', 'kind: Pod', 'metadata: { name: web }', 'spec:', ...spec.map((line) => `  ${line}`), ''].join('\n');
}

/** Two manifests, to be checked as they are. */
export function manifests(failing: string, cured: string, options: { readonly kubernetesVersion?: string } = {}): RuleExample {
  return { failing: { manifest: failing }, cured: { manifest: cured }, ...options };
}

/** One manifest, and two orders that are declared for it. */
export function programs(manifest: string, failing: readonly string[], cured: readonly string[]): RuleExample {
  return { failing: { manifest, program: `${failing.join('\n')}\n` }, cured: { manifest, program: `${cured.join('\n')}\n` } };
}

/** A proxy and the app that waits for it, both without a probe. */
export const PROXY_AND_APP = pod(
  'containers:',
  '  - { name: proxy, image: shop/proxy, ports: [{ containerPort: 8080 }] }',
  '  - { name: app, image: shop/web, command: [/app] }',
);
