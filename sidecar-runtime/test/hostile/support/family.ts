import { describe, test } from 'vitest';
import { announce, SEED } from '../../fuzz/generator.ts';

/** One thing that is done to the product, and what must then hold. */
export interface Experiment {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** Experiments of one kind, made from the seed. */
export interface Family {
  readonly name: string;
  /** What shows that the experiments would see a gate that opens; not counted. */
  readonly controls: readonly Experiment[];
  readonly experiments: readonly Experiment[];
}

/** Makes each experiment of a family a test. */
export function play({ name, controls, experiments }: Family): void {
  announce(`${name}, ${experiments.length} experiments`);
  describe.concurrent(`${name}, seed ${SEED}`, () => {
    for (const control of controls) test(`control: ${control.name}`, control.run);
    for (const [index, experiment] of experiments.entries()) test(`${index + 1}: ${experiment.name}`, experiment.run);
  });
}

/** As many experiments as asked, each made by chance. */
export function many(count: number, make: (index: number) => Experiment): readonly Experiment[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
