import { missesSidecarPorts, targetMinor } from '../../private/kubernetes-version';
import { Services } from '../../private/services';
import type { Manifest, Unread } from './manifest';

/** All manifests of the input, and their Services if the cluster version needs them. */
export interface ReadWithServices {
  readonly reads: AsyncIterable<Manifest | Unread> | Iterable<Manifest | Unread>;
  readonly services?: Services;
}

/** A Service may come after its workload in the input: if Services matter, all input is read before the first workload is checked. */
export async function servicesFirst(
  reads: AsyncIterable<Manifest | Unread>, order: { readonly kubernetesVersion?: string | undefined },
): Promise<ReadWithServices> {
  const { kubernetesVersion } = order;
  if (kubernetesVersion === undefined || !missesSidecarPorts(targetMinor({ kubernetesVersion }))) return { reads };
  const all: (Manifest | Unread)[] = [];
  for await (const read of reads) all.push(read);
  return { reads: all, services: servicesAmong(all) };
}

export function servicesAmong(reads: Iterable<Manifest | Unread>): Services {
  const services = new Services();
  for (const read of reads) if ('value' in read) services.add(read.value);
  return services;
}
