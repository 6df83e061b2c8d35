import type { Host } from '../host';
import type { ExplainedWorkload } from './model';

/** Writes explanations in one format. */
export interface ExplainFormat {
  /** Of all workloads together: what one workload needs is small. */
  readonly write: (workloads: readonly ExplainedWorkload[], host: Host) => string | Promise<string>;
}

/** By the name that `--format` takes, the default first; each is loaded when it is asked for. */
export const FORMATS: Readonly<Record<string, () => Promise<ExplainFormat>>> = {
  text: async () => (await import('./text')).textFormat,
  json: async () => (await import('./json')).jsonFormat,
  mermaid: async () => (await import('./mermaid')).mermaidFormat,
};
