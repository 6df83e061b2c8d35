import { knownSidecar } from '../injectors';
import { mayStartLater } from '../pod-view';
import type { Rule } from './rule';

export const injectedNeverEnds: Rule = {
  id: 'injected-never-ends',
  severity: 'warning',
  title: 'a Pod that ends does not end while a regular container that was injected runs',
  cure: 'end it with the work, or have it injected as a native sidecar and declare { native: true }',
  check: ({ pod }) => (pod.restartPolicy === 'Always'
    ? []
    : pod.foreign.filter(mayStartLater).map(({ name }) => {
      const known = knownSidecar(name);
      return {
        container: name,
        message: `"${name}" may be injected as a regular container, and then runs on when the work of this Pod has ended`,
        ...(known === undefined ? {} : { cure: `${known.end}; or have it injected as a native sidecar and declare { native: true }` }),
      };
    })),
};
