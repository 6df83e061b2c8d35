import type { PresetFacts } from '../private/preset';
import { secretsAgent } from '../private/secrets-agent';
import type { Sidecar } from '../sidecar';
import type { SecretsAgentProps } from './secrets-agent-props';

/** Props of `VaultAgent.of`. */
export interface VaultAgentProps extends SecretsAgentProps {}

/**
 * HashiCorp Vault Agent.
 *
 * The agent has no endpoint for readiness. The check is a file that the agent writes after login, so the order needs a `runtimeImage` or
 * `waiterPath`. The guard and the application see the file in the volume `vault-agent-secrets`: mount the volume in the application.
 *
 * The file stays when only the agent restarts, and the gate then opens at once.
 *
 * No test of this project runs the program with this preset. The preset follows the pages below.
 *
 * @see https://developer.hashicorp.com/vault/docs/agent-and-proxy/agent/template
 * @see https://github.com/hashicorp/vault-k8s/blob/main/agent-inject/agent/container_sidecar.go
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(VaultAgent.of({ configMap: 'agent', readyFile: 'app.env' })));
 */
export class VaultAgent {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'vault-agent',
    title: 'Vault Agent',
    image: 'hashicorp/vault:2.0.4',
    user: 100,
    requests: { cpu: '50m', memory: '64Mi' },
    ready: 'the agent has written `readyFile`',
    stops: 'SIGTERM; the agent ends at once',
  };

  /**
   * The sidecar of the agent.
   *
   * @param props configuration and the file that opens the gate
   * @throws if the configuration or the file is missing, or if a prop is misspelt or has a wrong value
   */
  public static of(props: VaultAgentProps): Sidecar {
    return secretsAgent('VaultAgent.of', 'vault', '/vault', VaultAgent._facts, props);
  }

  private constructor() {}
}
