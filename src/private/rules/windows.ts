import { NATIVE_SIDECAR_MINOR } from '../kubernetes-version';
import type { Plan, PlannedContainer } from '../plan/plan';
import { type Problem, quoted, type Rule } from './rule';

export const windows: Rule = {
  id: 'windows',
  severity: 'error',
  title: 'the waiter runs only on Linux',
  cure: 'use Mechanism.NATIVE with a check that the kubelet can run: httpGet, tcpSocket, grpc or command',
  check: (plan) => {
    if (plan.pod.outline.os?.name !== 'windows') return [];
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (planned.needsWaiter) problems.push({ container: planned.name, message: `"${planned.name}" must run the waiter, but the Pod's os.name is "windows"`, cure: cureOf(plan, planned) });
    }
    for (const { name, sidecars } of plan.waiters) {
      const awaited = quoted(sidecars.map((sidecar) => sidecar.name));
      problems.push({ container: sidecars[0]!.name, message: `the init container "${name}" must run the waiter to wait for ${awaited}, but the Pod's os.name is "windows"`, cure: cureOf(plan, sidecars[0]!) });
    }
    return problems;
  },
};

function cureOf({ minor }: Plan, { waitsFor, awaitedBy, declared }: PlannedContainer): string {
  const ends = [...waitsFor, ...awaitedBy].some(({ condition, regate, onTimeout }) =>
    condition === 'completed' || condition === 'succeeded' || regate || onTimeout === 'continue');
  if (declared.step === true || ends) return 'run this Pod on Linux nodes, and remove os.name';
  return minor < NATIVE_SIDECAR_MINOR ? `set kubernetesVersion to 1.29 or newer, and ${windows.cure}` : windows.cure;
}
