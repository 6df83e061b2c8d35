import { expect } from 'vitest';
import { Mechanism } from '../../src';
import { IMAGE } from '../images/images';
import { actor, gatedContainers } from '../support/gated-pod';
import { MECHANISMS } from '../support/matrix';
import type { Scenario } from '../support/scenario';

/** The runtime on Node as the sidecar: it holds the waiter's request, and answers when it is ready. */
export const nodeSidecar: readonly Scenario[] = MECHANISMS.map((mechanism) => ({
  name: `node-sidecar-${mechanism}`,
  declare: (chart) => {
    const sidecar = actor(
      'sidecar', [], { image: IMAGE.sidecar, command: undefined, args: undefined, env: [{ name: 'WARM_UP_MS', value: '4000' }] },
    );
    gatedContainers(chart, [sidecar, actor('app')], { mechanism });
  },
  play: async (run) => {
    await run.said('app', 'started');
    const [start] = run.starts();
    expect(start?.readySince, 'the sidecar was ready when the application started').toBeDefined();
    const milliseconds = (start!.at - start!.readySince!) / 1e6;
    // a machine with two cores that plays six scenarios at a time; the bench measures
    if (mechanism === Mechanism.GUARD) expect(milliseconds).toBeLessThan(500);
  },
}));
