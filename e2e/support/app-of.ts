import { App, Chart } from 'cdk8s';
import { StartOrder } from '../../src';
import { IMAGE } from '../images/images';
import { forCluster } from './for-cluster';
import type { Scenario } from './scenario';

/** The app of a scenario. Its orders are for the version of the cluster and have the waiter of the suite, unless they name others. */
export function appOf({ name, declare }: Pick<Scenario, 'name' | 'declare'>): App {
  const app = new App();
  StartOrder.defaults(app, { ...forCluster(), runtimeImage: IMAGE.waiter });
  declare(new Chart(app, name, { namespace: name, disableResourceNameHashes: true }));
  return app;
}
