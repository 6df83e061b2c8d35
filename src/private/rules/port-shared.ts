import { groupBy } from '../group-by';
import { checkedPorts } from './checked-ports';
import { quoted, type Rule, sorted } from './rule';

export const portShared: Rule = {
  id: 'port-shared',
  severity: 'warning',
  title: 'the containers of a Pod share one network: only one of them can listen on a port',
  cure: 'give each of them a port of its own',
  check: (plan) => {
    const byPort = groupBy(checkedPorts(plan), ({ port }) => port);
    return [...byPort].filter(([, group]) => group.length > 1).sort(([a], [b]) => a - b).map(([port, group]) => ({
      container: group[0]!.planned.name,
      message: `${quoted(sorted(group.map(({ planned }) => planned.name)))} are waited for through the same port ${port}: one of them answers for the others`,
    }));
  },
};
