import { checkedPorts } from '../plan/checked-ports';
import { nativeGates } from '../plan/gate';
import { type Rule, wait } from './rule';

export const hostNetworkProbe: Rule = {
  id: 'host-network-probe',
  severity: 'warning',
  title: 'on the host network, any process of the node could answer the probe of the kubelet',
  cure: 'use Check.command, or remove hostNetwork',
  check: (plan) => plan.pod.outline.hostNetwork !== true ? [] : checkedPorts(plan).flatMap(({ planned, port }) => {
    const gates = nativeGates(planned).filter((edge) => edge.mechanism === 'native');
    return gates.length === 0 ? [] : [{
      container: planned.name,
      message: `${wait(gates.map((edge) => edge.dependent))} for "${planned.name}" with a kubelet probe of port ${port}, but the Pod is on the host network: another process of the node could answer`,
    }];
  }),
};
