import type { Command } from '../command';

/** A command before it is loaded: the program starts fast, and loads the one that is called. */
export interface CommandEntry {
  readonly name: string;
  readonly about: string;
  readonly load: () => Promise<Command>;
}

export const COMMANDS: readonly CommandEntry[] = [
  { name: 'explain', about: 'shows who starts when, behind which gates, and what these are worth', load: async () => (await import('./explain')).explainCommand },
  {
    name: 'check', about: 'asks every rule about the start order of every workload',
    load: async () => (await import('./check')).checkCommand,
  },
  { name: 'rules', about: 'lists every rule, or explains one with an example that fails and one that is cured', load: async () => (await import('./rules')).rulesCommand },
  { name: 'status', about: 'says of each container of a live Pod at which gate it stands, and what happens next', load: async () => (await import('./status')).statusCommand },
];
