import { ApiObject, Duration } from 'cdk8s';
import { expect } from 'vitest';
import { Check, Mechanism, StartOrder } from '../../src';
import { kubernetesVersion } from '../cluster/versions';
import { actor, podSpec } from '../support/gated-pod';
import { injects, type InjectedPlace, whileInjecting } from '../support/injector';
import type { Run } from '../support/run';
import type { Scenario } from '../support/scenario';
import { earlyStarts } from '../support/starts';

/** MutatingAdmissionPolicy is v1 from here on. @see https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/ */
const POLICIES_MINOR = 36;

interface Injection {
  readonly name: string;
  readonly mechanism: Mechanism;
  /** Where the injector puts it; undefined: nowhere. */
  readonly place: InjectedPlace | undefined;
  readonly mesh: readonly string[];
  /** Declared as a native sidecar in front. */
  readonly native?: boolean;
  /** The container that gives up and is restarted, where the application never starts. */
  readonly closed?: string;
}

const LATE = ['-ready', '3s'];
const NEVER = ['-ready', '-1s'];
const CRASHES = ['-ready', '-1s', '-exit', '1s', '-code', '1'];
const { GUARD, INIT_WAITER } = Mechanism;

const INJECTIONS: readonly Injection[] = [
  { name: 'guard-first', mechanism: GUARD, place: 'first', mesh: LATE },
  { name: 'guard-last', mechanism: GUARD, place: 'last', mesh: LATE },
  { name: 'guard-native', mechanism: GUARD, place: 'native first', mesh: LATE },
  { name: 'guard-never-ready', mechanism: GUARD, place: 'last', mesh: NEVER, closed: 'app' },
  { name: 'guard-crash', mechanism: GUARD, place: 'first', mesh: CRASHES, closed: 'app' },
  { name: 'guard-not-injected', mechanism: GUARD, place: undefined, mesh: [], closed: 'app' },
  { name: 'init-waiter-native', mechanism: INIT_WAITER, place: 'native first', mesh: LATE, native: true },
  { name: 'init-waiter-never-ready', mechanism: INIT_WAITER, place: 'native first', mesh: NEVER, native: true, closed: 'startgate-wait' },
  // what the declaration promises of the injector does not hold
  { name: 'init-waiter-behind', mechanism: INIT_WAITER, place: 'native last', mesh: [], native: true, closed: 'startgate-wait' },
  { name: 'init-waiter-regular', mechanism: INIT_WAITER, place: 'last', mesh: [], native: true, closed: 'startgate-wait' },
];

function scenarioOf({ name, mechanism, place, mesh, native = false, closed }: Injection): Scenario {
  const labels = { app: 'injected' };
  return {
    name: `injected-${name}`,
    declare: (chart) => {
      if (place !== undefined) injects(chart, place, actor('mesh', ['-listen', ':8080', ...mesh]));
      const deployment = new ApiObject(chart, 'deployment', {
        apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'injected' },
        // Pods come when the policy is in force
        spec: { replicas: 0, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec([actor('app')]) } },
      });
      const order = StartOrder.of(deployment).configure({ mechanism });
      order.container('app').dependsOn(
        order.injected('mesh', Check.httpGet('/ready', { port: 8080 }), { native }), { timeout: Duration.seconds(closed === undefined ? 60 : 3) },
      );
    },
    play: (run) => {
      const work = async () => {
        await run.cluster.kubectl.run(['-n', run.namespace, 'scale', 'deployment/injected', '--replicas=1']);
        await (closed === undefined ? opens(run) : staysClosed(run, closed));
      };
      return place === undefined ? work() : whileInjecting(run, 'mesh', work);
    },
  };
}

async function opens(run: Run): Promise<void> {
  await run.said('app', 'started', 1, 90_000);
  expect(earlyStarts(run.starts('app', 'mesh'))).toEqual([]);
}

async function staysClosed(run: Run, container: string): Promise<void> {
  await run.status(container, 'is started again', ({ restartCount }) => restartCount > 0, 90_000);
  expect(run.starts('app', 'mesh')).toEqual([]);
}

const { minor } = kubernetesVersion(process.env.E2E_KUBERNETES);

/** An admission policy injects the container that the order waits for, as the injectors of meshes do. */
export const injected: readonly Scenario[] = minor < POLICIES_MINOR ? [] : INJECTIONS.map(scenarioOf);
