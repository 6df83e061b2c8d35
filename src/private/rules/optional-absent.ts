import { absentOptional } from '../absent-optional';
import { quoted, type Rule } from './rule';

export const optionalAbsent: Rule = {
  id: 'optional-absent',
  severity: 'info',
  title: 'an optional dependency on an absent container is no gate',
  cure: 'correct the name, or do nothing if the container is absent on purpose',
  check: (plan) => absentOptional(plan).map(({ dependent, dependency }) => ({
    container: dependent,
    message: `"${dependent}" does not wait for "${dependency}", which is optional and not in the Pod; the Pod has ${quoted([...plan.pod.byName.keys()])}`,
  })),
};
