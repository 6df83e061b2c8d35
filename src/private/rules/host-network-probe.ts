import { checkedPorts } from '../plan/checked-ports';
import { nativeGates } from '../plan/gate';
import { type Rule, wait } from './rule';

export const hostNetworkProbe: Rule = {
  id: 'host-network-probe',
  severity: 'warning',
  title: 'on the host network the kubelet\'s probe could be answered by any process of the node',
  cure: 'use Check.command, or leave the host network',
  check: (plan) => plan.pod.outline.hostNetwork !== true ? [] : checkedPorts(plan).flatMap(({ planned, port }) => {
    const gates = nativeGates(planned).filter((edge) => edge.mechanism === 'native');
    return gates.length === 0 ? [] : [{
      container: planned.name,
      message: `${wait(gates.map((edge) => edge.dependent))} for "${planned.name}" by a kubelet probe of port ${port}, but the Pod is on the host network: another process of the node could answer`,
    }];
  }),
};
