import { ApiObject, Duration, type Chart } from 'cdk8s';
import { expect } from 'vitest';
import { Mechanism, type Sidecar, StartOrder } from '../../src';
import { actor, pod } from '../support/gated-pod';
import { triedAgain } from '../support/matrix';
import type { Scenario } from '../support/scenario';
import { earlyStarts } from '../support/starts';
import { imageOf, PROGRAMS, type RealProgram } from './programs';
import { type Sample, sampleOf } from './samples';

/** The Pod of a preset with its real program; LATE is for images/late. */
function declare(chart: Chart, program: RealProgram, mechanism: Mechanism, late: string, timeoutSeconds: number): void {
  const sample = sampleOf(program.preset);
  objects(chart, sample);
  const order = StartOrder.of(pod(chart, [actor('app')])).configure({ mechanism });
  const sidecar: Sidecar = sample.make({ image: imageOf(program), env: { LATE: late } });
  order.container('app').dependsOn(order.addSidecar(sidecar), { timeout: Duration.seconds(timeoutSeconds) });
}

/** What the preset reads: the ConfigMap and the Secret have the same name and data. */
function objects(chart: Chart, { data }: Sample): void {
  if (data === undefined) return;
  const metadata = { name: 'sample' };
  new ApiObject(chart, 'config-map', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
  new ApiObject(chart, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata, stringData: data });
}

function scenariosOf(program: RealProgram): Scenario[] {
  const name = `preset-${program.preset.toLowerCase()}`;
  const { facts } = sampleOf(program.preset);
  const late = [Mechanism.GUARD, Mechanism.NATIVE].map((mechanism): Scenario => ({
    name: `${name}-late-${mechanism}`,
    declare: (chart) => declare(chart, program, mechanism, '4s', 60),
    play: async (run) => {
      await run.said('app', 'started');
      const starts = run.starts('app', facts.name);
      expect(starts).toHaveLength(1);
      expect(earlyStarts(starts), 'starts of the application before the program was started').toEqual([]);
    },
  }));
  return [...late, {
    name: `${name}-never`,
    declare: (chart) => declare(chart, program, Mechanism.GUARD, 'never', 3),
    play: async (run) => {
      await triedAgain(run, Mechanism.GUARD);
      expect(run.starts('app', facts.name)).toEqual([]);
    },
  }];
}

/** Each real program with its preset: started late, and never. */
export const PRESET_SCENARIOS: readonly Scenario[] = PROGRAMS.flatMap(scenariosOf);
