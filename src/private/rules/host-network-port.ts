import { portsOf } from '../check-parts';
import { mechanismText } from '../mechanism-text';
import { gatesOf } from '../plan/gate';
import { byNative, choice } from '../remedy';
import type { Rule } from './rule';

export const hostNetworkPort: Rule = {
  id: 'host-network-port',
  severity: 'error',
  title: 'on the host network, any process of the node could answer for the sidecar',
  cure: 'use Check.unixSocket, Check.file or Check.command, or Mechanism.NATIVE',
  check: (plan) => plan.pod.outline.hostNetwork !== true ? [] : gatesOf(plan)
    .filter(({ edge }) => edge.mechanism !== 'native')
    .flatMap(({ edge, resolved }) => portsOf(resolved.check).map((port) => ({
      container: edge.dependency,
      message: `"${edge.dependent}" waits for "${edge.dependency}" with ${mechanismText(edge.mechanism)} and port ${port}, but the Pod is on the host network: any process of the node could answer`,
      cure: `use ${choice(edge.mechanism === 'guard' ? 'Check.unixSocket or Check.file on a volume that both containers mount' : 'Check.unixSocket, Check.file or Check.command', byNative(plan, edge))}`,
    }))),
};
