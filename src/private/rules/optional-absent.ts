import { absentOptional } from '../absent-optional';
import { quoted, type Rule } from './rule';
import { namesOf } from './unknown-container';

export const optionalAbsent: Rule = {
  id: 'optional-absent',
  severity: 'info',
  title: 'an optional dependency on an absent container is no gate',
  cure: 'correct the name; declare it with injected(name, check) if it is injected at admission; or do nothing if the container is absent on purpose',
  check: (plan) => absentOptional(plan).map(({ dependent, dependency }) => ({
    container: dependent,
    message: `"${dependent}" does not wait for "${dependency}", which is optional and not in the Pod; the Pod has ${quoted(namesOf(plan.pod))}`,
  })),
};
