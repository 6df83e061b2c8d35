import type { PresetProps } from './preset-props';

/** What the props of `VaultAgent.of` and `OpenBaoAgent.of` have. */
export interface SecretsAgentProps extends PresetProps {
  /** Name of a ConfigMap with the configuration of the agent, key `agent.hcl`. */
  readonly configMap: string;

  /**
   * Name of the file that opens the gate. A template or a file sink of the configuration writes the file, in `/vault/secrets` for Vault
   * and in `/openbao/secrets` for OpenBao. With several files, name the one that is written last.
   */
  readonly readyFile: string;
}
