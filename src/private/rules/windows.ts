import type { Problem, Rule } from './rule';

export const windows: Rule = {
  id: 'windows',
  severity: 'error',
  title: 'the waiter is a Linux program',
  cure: 'use Mechanism.NATIVE with a check that the kubelet can see: httpGet, tcpSocket, grpc or command',
  check: (plan) => {
    if (plan.pod.outline.os?.name !== 'windows') return [];
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (planned.needsBinary) problems.push({ container: planned.name, message: `the waiter is to run in "${planned.name}", but the Pod's os.name is "windows"` });
    }
    return problems;
  },
};
