import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isObject } from '../manifest';
import { Services } from '../services';
import { apiObjectsOf, itemsIn, isList, type ManifestReader } from './workload';

/** The Services among all objects under a scope, also inside Lists. One that can't be rendered fails at its own turn. */
export function servicesUnder(scope: IConstruct, read: ManifestReader): Services {
  const services = new Services();
  for (const object of apiObjectsOf(scope)) {
    if (object.kind !== 'Service' && !isList(object)) continue;
    const manifest = tryRead(object, read);
    if (!isObject(manifest)) continue;
    services.add(manifest);
    for (const item of itemsIn(manifest)) services.add(item);
  }
  return services;
}

function tryRead(object: ApiObject, read: ManifestReader): unknown {
  try {
    return read(object);
  } catch {
    return undefined;
  }
}
