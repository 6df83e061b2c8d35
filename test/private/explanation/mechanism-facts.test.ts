import { expect, test } from 'vitest';
import { explanationOf } from '../../../src/private/explanation/explanation';
import type { ExplainedGate } from '../../../src/private/explanation/explanation-model';
import { hookFaults } from '../../../src/private/explanation/mechanism-facts';
import { MEASURED } from '../../../src/private/explanation/measured';
import type { MechanismName } from '../../../src/private/model';
import { edge, planOf, READY } from '../support';

function gateOf(mechanism: MechanismName, kubernetesVersion: string): ExplainedGate {
  const containers = { proxy: { check: READY, waiterPath: '/startgate' }, app: { waiterPath: '/startgate' } };
  const plan = planOf({ containers: ['app', 'proxy'] }, { edges: [edge('app', 'proxy', { mechanism })], containers, kubernetesVersion });
  return explanationOf('web', plan, []).gates[0]!;
}

const MECHANISMS = ['native', 'native-waiter', 'guard', 'post-start'] as const;
const PLAYED = MECHANISMS.flatMap((mechanism) => MEASURED.played.map((version) => [mechanism, version] as const));

test.each(PLAYED)('%s on Kubernetes %s is open where a fault has opened it on a node', (mechanism, version) => {
  const opened = Object.values(MEASURED.opened[mechanism]).some((versions) => versions.includes(version));
  expect(gateOf(mechanism, version).verdict).toBe(opened ? 'open' : 'closed');
});

test.each(['native', 'native-waiter'] as const)('nodes have opened %s by the fault that is said, and no other', (mechanism) => {
  expect(Object.keys(MEASURED.opened[mechanism])).toEqual(['the kubelet restarts while the gate is closed']);
  expect(gateOf(mechanism, '1.37').faults).toEqual(['the kubelet restarts while it waits']);
});

test.each(MECHANISMS)('%s gates again where nodes have shown it', (mechanism) => {
  expect(gateOf(mechanism, '1.34').again).toBe(mechanism === 'guard');
});

test('every fault that opens a hook is said, and those that are alike once', () => {
  expect(hookFaults('proxy')).toEqual([
    'the hook fails or times out', 'the image of proxy is missing', 'proxy exits before it is ready', 'the Pod is deleted', 'the kubelet restarts',
    'containerd restarts',
  ]);
});
