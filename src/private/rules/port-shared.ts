import { groupBy } from '../group-by';
import { type CheckedPort, checkedPorts } from '../plan/checked-ports';
import { declaredPorts } from '../plan/declared-ports';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const portShared: Rule = {
  id: 'port-shared',
  severity: 'warning',
  title: 'the containers of a Pod share one network: only one container can listen on a port',
  cure: 'give each container its own port',
  check: (plan) => {
    const checked = checkedPorts(plan);
    if (checked.length === 0) return [];
    const declared = declaredPorts(plan);
    const byPort = [...groupBy(checked, ({ port }) => port)].sort(([a], [b]) => a - b);
    return byPort.flatMap(([port, group]) => problemOf(port, group, declared.get(port) ?? []));
  },
};

function problemOf(port: number, group: readonly CheckedPort[], owners: readonly string[]): Problem[] {
  const names = sorted(group.map(({ planned }) => planned.name));
  if (names.length > 1) {
    return [{ container: group[0]!.planned.name, message: `the checks of ${quoted(names)} use the same port ${port}: one container answers for the others` }];
  }
  const [name] = names;
  const others = sorted(owners.filter((owner) => owner !== name));
  // a port that only another container declares is an error
  return others.length === 0 || !owners.includes(name!) ? [] : [{
    container: name!,
    message: `the check of "${name!}" uses port ${port}, which ${quoted(others)} also ${others.length === 1 ? 'declares' : 'declare'}: one container answers for the others`,
  }];
}
