import type { Annotated } from './annotation';

/** How long a probe or hook gives a container. */
export interface AnnotatedTime {
  readonly timeoutMs: number;
  readonly forEver: boolean;
}

/** The longest of its gates, and what the container may wait behind its own guard, as `gateTime` has it for a plan. */
export function annotatedTime(name: string, gates: readonly Annotated[], dependencies: readonly Annotated[]): AnnotatedTime {
  const behind = dependencies.filter((own) => own.container === name && own.mechanism === 'guard');
  return {
    timeoutMs: longest(gates) + longest(behind.filter(({ onTimeout }) => onTimeout !== 'block')),
    forEver: [...gates, ...behind].some(({ onTimeout }) => onTimeout === 'block'),
  };
}

function longest(edges: readonly Annotated[]): number {
  return edges.reduce((most, edge) => Math.max(most, edge.timeoutMs), 0);
}
