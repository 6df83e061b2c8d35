import type { PresetFacts } from '../private/preset';
import { secretsAgent } from '../private/secrets-agent';
import type { Sidecar } from '../sidecar';
import type { SecretsAgentProps } from './secrets-agent-props';

/** Props of `OpenBaoAgent.of`. */
export interface OpenBaoAgentProps extends SecretsAgentProps {}

/**
 * OpenBao Agent.
 *
 * The agent has no endpoint for readiness. The check is a file that the agent writes after login, so the order needs a `runtimeImage` or
 * `waiterPath`. The guard and the application see the file in the volume `openbao-agent-secrets`: mount the volume in the application.
 *
 * The file stays when only the agent restarts, and the gate then opens at once.
 *
 * No test of this project runs the program with this preset. The preset follows the pages below.
 *
 * @see https://openbao.org/docs/agent-and-proxy/agent/template/
 * @see https://github.com/openbao/openbao/blob/main/Dockerfile
 * @example
 * declare const order: StartOrder;
 * order.container('app').dependsOn(order.addSidecar(OpenBaoAgent.of({ configMap: 'agent', readyFile: 'app.env' })));
 */
export class OpenBaoAgent {
  /** @internal */
  public static readonly _facts: PresetFacts = {
    name: 'openbao-agent',
    title: 'OpenBao Agent',
    image: 'quay.io/openbao/openbao:2.6.2',
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
  public static of(props: OpenBaoAgentProps): Sidecar {
    return secretsAgent('OpenBaoAgent.of', 'bao', '/openbao', OpenBaoAgent._facts, props);
  }

  private constructor() {}
}
