import { absentOptional } from '../absent-optional';
import { quoted, type Rule } from './rule';

export const optionalAbsent: Rule = {
  id: 'optional-absent',
  severity: 'info',
  title: 'an optional dependency on a container that the Pod does not have is no gate',
  cure: 'correct the name if it is misspelt; nothing has to be done if the container is absent from this Pod on purpose',
  check: (plan) => absentOptional(plan).map(({ dependent, dependency }) => ({
    container: dependent,
    message: `"${dependent}" does not wait for "${dependency}", which is optional and not in the Pod; it has ${quoted([...plan.pod.byName.keys()])}`,
  })),
};
