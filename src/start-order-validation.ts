import { KUBERNETES_VERSION, memberOf, type OptionRules, requireOptions } from './private/option';

/** The `properties` of the plugin in cdk8s.yaml. */
interface Properties {
  readonly failOn?: 'error' | 'warning';
  readonly kubernetesVersion?: string;
}

const PROPERTIES: OptionRules<Properties> = {
  failOn: { ...memberOf('failOn', { error: 'error', warning: 'warning' }), allowed: 'error or warning' },
  kubernetesVersion: KUBERNETES_VERSION,
};

/** Beside this file where the package is built: bundled, see docs/decisions/bundled-command-line.md. */
const BUNDLE = './cli/validation.mjs';

/**
 * A validation plugin of cdk8s-cli: `cdk8s synth` fails on a start order that can't work, in any manifest.
 *
 * cdk8s-cli loads the plugin by its name from the main file of the package. No program calls it, so it is no part of the API.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/
 * @internal
 */
export class StartOrderValidation {
  private readonly properties: Properties;

  /**
   * @param properties `failOn`: `error` (default) or `warning`; `kubernetesVersion`: the oldest cluster, 1.35 by default
   * @throws if a property is misspelt or has a wrong value
   */
  public constructor(properties: object = {}) {
    this.properties = requireOptions('the validation plugin StartOrderValidation', properties as Properties, PROPERTIES);
  }

  /** @param context what cdk8s-cli gives to a plugin */
  public async validate(context: unknown): Promise<void> {
    const { validate } = await import(BUNDLE) as { validate: (context: unknown, options: object) => void };
    validate(context, { failOn: 'error', ...this.properties });
  }
}
