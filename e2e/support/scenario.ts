import type { Chart } from 'cdk8s';
import type { Mechanism } from '../../src';
import type { Run } from './run';

/** A fault keeps the gate closed, or opens it. */
export type Verdict = 'closed' | 'open' | 'gated again' | 'not gated again';

/** A row of the table of guarantees, in one column. */
export interface Cell {
  readonly fault: string;
  readonly mechanism: Mechanism;
  readonly verdict: Verdict;
}

/** One app, synthesized, applied and judged. */
export interface Scenario {
  /** Also the name of its namespace: a DNS label. */
  readonly name: string;
  /** What it shows of the table of guarantees. @default - nothing */
  readonly cell?: Cell;
  /** It stops parts of the node: nothing else runs meanwhile. @default false */
  readonly alone?: boolean;
  /** How long it may take. @default - as the suite says, four minutes */
  readonly milliseconds?: number;
  /** What the namespace enforces. @default 'restricted' */
  readonly podSecurity?: 'restricted' | 'baseline' | 'privileged';
  readonly declare: (chart: Chart) => void;
  /** What other programs make of the synthesized manifest. @default - nothing */
  readonly render?: (manifest: string) => Promise<string>;
  /** @throws if anything is not as it should be */
  readonly play: (run: Run) => Promise<void>;
}
