import { DEFAULT_TIMEOUT_MS, type ConditionName, type EdgeModel, type MechanismName, type OnTimeoutName } from '../model';
import type { ViewedContainer } from '../pod-view';

/** One dependency, with every default filled in. */
export interface FilledEdge {
  readonly dependent: string;
  readonly dependency: string;
  readonly condition: ConditionName;
  readonly timeoutMs: number;
  /** The timeout was declared, not the default. */
  readonly timeoutGiven: boolean;
  readonly onTimeout: OnTimeoutName;
  readonly regate: boolean;
  /** The mechanism that was declared for this dependency itself. */
  readonly asked?: MechanismName | undefined;
}

/** A plain init container ends: its end is the default condition. */
export function fillEdge(edge: EdgeModel, dependency: ViewedContainer): FilledEdge {
  const natural = dependency.role === 'init' && dependency.declared.sidecar !== true ? 'succeeded' : 'healthy';
  return {
    dependent: edge.dependent,
    dependency: edge.dependency,
    condition: edge.condition ?? natural,
    timeoutMs: edge.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    timeoutGiven: edge.timeoutMs !== undefined,
    onTimeout: edge.onTimeout ?? 'fail',
    regate: edge.regate ?? false,
    asked: edge.mechanism,
  };
}

/** The dependent waits until the other container has ended. */
export function asksForAnEnd({ condition }: Pick<FilledEdge, 'condition'>): boolean {
  return condition === 'completed' || condition === 'succeeded';
}
