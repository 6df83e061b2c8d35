import { Check } from '../check';
import type { SecretsAgentProps } from '../presets/secrets-agent-props';
import type { Sidecar } from '../sidecar';
import { type OptionRules, required, requireOptions, text } from './option';
import { configMapMount, objectName, PRESET_OPTIONS, type PresetFacts, presetSidecar, scratchMount } from './preset';

const OPTIONS: OptionRules<SecretsAgentProps> = {
  ...PRESET_OPTIONS,
  configMap: required(objectName('ConfigMap', 'the key "agent.hcl"')),
  readyFile: required(text('the name of a file that the agent writes, such as "app.env"', /^(?!\.{1,2}$)[\w.-]+$/u)),
};

/** Vault Agent and OpenBao Agent differ in their program and their folder only. */
export function secretsAgent(what: string, program: string, folder: string, facts: PresetFacts, props: SecretsAgentProps): Sidecar {
  const { configMap, readyFile, ...common } = requireOptions(what, props, OPTIONS);
  const secrets = `${folder}/secrets`;
  return presetSidecar(facts, common, {
    command: [program, 'agent', `-config=${folder}/config/agent.hcl`],
    mounts: [configMapMount(configMap, `${folder}/config`), scratchMount('secrets', secrets, 'Memory')],
    readyWhen: Check.file(`${secrets}/${readyFile}`),
  });
}
