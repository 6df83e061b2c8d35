import { canonical } from './canonical';
import { NATIVE_SIDECAR_MINOR } from './kubernetes-version';
import { deepClone, type PodSpec } from './manifest';
import type { SidecarModel } from './model';
import { restrictedContext } from './restricted-context';

/**
 * Puts the sidecars of an order into a Pod spec, by name, so that the order in which they were added does not show:
 * as native sidecars behind the init containers where the cluster knows them, else before the regular containers.
 * A volume that is there already in the same form is shared.
 *
 * @returns the names of the volumes that are there already in another form
 */
export function addSidecars(spec: PodSpec, sidecars: readonly SidecarModel[], minor: number): string[] {
  if (sidecars.length === 0) return [];
  const clashes = new Set<string>();
  const sorted = [...sidecars].sort((a, b) => (a.container.name < b.container.name ? -1 : 1));
  const containers = sorted.map(({ container, restricted }) => {
    const securityContext = restricted === true ? restrictedContext(spec, container.securityContext) : container.securityContext;
    return securityContext === undefined ? deepClone(container) : { ...deepClone(container), securityContext: deepClone(securityContext) };
  });
  const volumes = [...(spec.volumes ?? [])];
  const byName = new Map(volumes.map((volume) => [volume.name, volume]));
  for (const volume of sorted.flatMap((sidecar) => sidecar.volumes)) {
    const present = byName.get(volume.name);
    if (present === undefined) {
      const copy = deepClone(volume);
      byName.set(volume.name, copy);
      volumes.push(copy);
    } else if (canonical(present) !== canonical(volume)) clashes.add(volume.name);
  }
  if (volumes.length > 0) spec.volumes = volumes;
  if (minor >= NATIVE_SIDECAR_MINOR) {
    spec.initContainers = [...(spec.initContainers ?? []), ...containers.map((container) => ({ ...container, restartPolicy: 'Always' }))];
  } else {
    spec.containers = [...containers, ...(spec.containers ?? [])];
  }
  return [...clashes];
}
