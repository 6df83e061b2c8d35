import type { Command } from '../command';

/** A command before it is loaded: the program starts fast, and loads the one that is called. */
export interface CommandEntry {
  readonly name: string;
  readonly about: string;
  readonly load: () => Promise<Command>;
}

export const COMMANDS: readonly CommandEntry[] = [
  { name: 'explain', about: 'shows which container starts when, which gates it waits for, and which faults open them', load: async () => (await import('./explain')).explainCommand },
  {
    name: 'check', about: 'applies every rule to the start order of every workload',
    load: async () => (await import('./check')).checkCommand,
  },
  {
    name: 'apply', about: 'applies start order policies to manifests of any origin, and leaves every other byte as it is',
    load: async () => (await import('./apply')).applyCommand,
  },
  {
    name: 'policy', about: 'checks policy files, or writes an example or the JSON Schema of policies',
    load: async () => (await import('./policy')).policyCommand,
  },
  {
    name: 'lock', about: 'writes to a file what images run, for guards of containers without a command',
    load: async () => (await import('./lock')).lockCommand,
  },
  { name: 'rules', about: 'lists every rule, explains one rule with a failing and a fixed example, or writes a policy for the API server', load: async () => (await import('./rules')).rulesCommand },
  { name: 'status', about: 'shows what each container of a live Pod waits for, and what happens next', load: async () => (await import('./status')).statusCommand },
];
