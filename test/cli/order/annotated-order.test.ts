import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explanationOfReading, readOrder } from '../../../src/cli/order/reading';
import { workloadOf } from '../../../src/cli/order/workload';
import { analyze, writeOrder } from '../../../src/private/apply-order';
import { Decisions } from '../../../src/private/decided-pods';
import { explanationOf } from '../../../src/private/explanation/explanation';
import type { ExplainedGate } from '../../../src/private/explanation/explanation-model';
import { deepClone } from '../../../src/private/manifest';
import { scenario } from '../../private/arbitrary-order';
import { manifestOf, orderOf } from '../../private/support';

/** Where a check was written down can't be told, when a probe of the container says the same. */
function withoutSource(gates: readonly ExplainedGate[]): object[] {
  return gates.map(({ check, ...gate }) => ({ ...gate, target: check?.target }));
}

test('the gates of every order are explained from its rendered manifest as from its declaration', () => {
  let count = 0;
  fc.assert(fc.property(scenario, ({ pod, order }) => {
    const manifest = { apiVersion: 'v1', ...manifestOf(pod) };
    const model = orderOf(order);
    const { plan, findings } = analyze(deepClone(manifest), model);
    const isRefused = writeOrder(manifest, model, new Decisions()).some(({ severity }) => severity === 'error');
    if (isRefused || plan!.edges.length === 0) return;
    count++;
    const read = explanationOfReading(readOrder(workloadOf({ value: manifest, file: 'web.yaml' } as never)!));
    expect(withoutSource(read.gates)).toEqual(withoutSource(explanationOf('web', plan!, findings).gates));
  }), { seed: 20_261_129, numRuns: 2000 });
  expect(count).toBeGreaterThan(300);
});
