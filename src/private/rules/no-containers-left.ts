import { quoted, type Rule } from './rule';

export const noContainersLeft: Rule = {
  id: 'no-containers-left',
  severity: 'error',
  title: 'a Pod needs a container that is neither an init container nor a native sidecar',
  cure: 'let at least one container be nobody\'s dependency, or use Mechanism.GUARD, which leaves them where they are',
  check: ({ containers }) => {
    if (containers.some((planned) => planned.placement === 'regular')) return [];
    const moved = containers.filter((planned) => planned.role === 'regular').map((planned) => planned.name);
    return [{
      message: moved.length === 0
        ? 'the Pod has init containers only'
        : `the order makes ${quoted(moved)} init containers or native sidecars, and no container is left in the Pod's containers`,
    }];
  },
};
