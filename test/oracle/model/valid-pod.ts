import type { Container, Pod } from './pod';

/** What an API server would refuse of a Pod; empty when it takes it. */
export function invalidities({ initContainers = [], containers, volumes = [] }: Pod): string[] {
  const problems: string[] = [];
  const names = new Set<string>();
  const known = new Set(volumes.map(({ name }) => name));
  if (containers.length === 0) problems.push('no containers');
  const look = ({ name, volumeMounts = [] }: Container): void => {
    if (names.has(name)) problems.push(`${name} stands twice`);
    names.add(name);
    const paths = new Set<string>();
    for (const mount of volumeMounts) {
      if (!known.has(mount.name)) problems.push(`${name} mounts ${mount.name}, which is no volume`);
      if (paths.has(mount.mountPath)) problems.push(`${name} mounts ${mount.mountPath} twice`);
      paths.add(mount.mountPath);
    }
  };
  for (const container of initContainers) {
    look(container);
    const { restartPolicy, startupProbe, readinessProbe, livenessProbe, lifecycle } = container;
    if (restartPolicy !== 'Always' && (startupProbe ?? readinessProbe ?? livenessProbe ?? lifecycle) !== undefined) {
      problems.push(`${container.name} is a plain init container with a probe or a hook`);
    }
  }
  for (const container of containers) look(container);
  return problems;
}
