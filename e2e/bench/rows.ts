import { App, Chart } from 'cdk8s';
import { StepPod } from '../../src';
import { IMAGE } from '../images/images';
import { actor, podSpec, SECURE } from '../support/gated-pod';
import { NAMESPACE } from './bench-pod';

/** One way to run steps in a row, as a Pod. */
export interface Row {
  readonly name: string;
  /** @returns the manifest of one Pod of this name */
  readonly manifest: (pod: string) => string;
}

/** The steps by name, in their order. */
export const STEPS: readonly string[] = Array.from({ length: 10 }, (_, index) => `step-${index}`);

/** When the first step ends, in milliseconds; the others end at once. */
type First = 0 | 3000;

const command = (step: string, first: First): string[] => ['/step', step === STEPS[0] ? `${first}` : '0'];

function plainPod(name: string, spec: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: NAMESPACE }, spec: { ...spec, restartPolicy: 'Never' },
  });
}

const ours = (first: First): Row['manifest'] => (name) => {
  const app = new App();
  const chart = new Chart(app, 'bench', { namespace: NAMESPACE, disableResourceNameHashes: true });
  new StepPod(chart, 'pod', {
    metadata: { name },
    runtimeImage: IMAGE.waiter,
    podSpec: podSpec([], { containers: undefined }),
    steps: STEPS.map((step) => ({
      name: step, image: IMAGE.actor, command: command(step, first), container: { imagePullPolicy: 'Never', securityContext: SECURE },
    })),
  });
  return app.synthYaml();
};

/** Every container looks once a second for the file of the one before. */
const looking = (first: First): Row['manifest'] => (name) => plainPod(name, podSpec(
  STEPS.map((step, index) => actor(step, [
    'step', index === 0 ? '/shared' : `/shared/${STEPS[index - 1]!}`, '1s', `/shared/${step}`, ...command(step, first),
  ], {
    command: ['/peer'], volumeMounts: [{ name: 'shared', mountPath: '/shared' }],
  })),
  { volumes: [{ name: 'shared', emptyDir: {} }] },
));

const initContainers = (first: First): Row['manifest'] => (name) => {
  const containers = STEPS.map((step) => actor(step, [], { command: command(step, first) }));
  return plainPod(name, podSpec(containers.slice(-1), { initContainers: containers.slice(0, -1) }));
};

/** The kubelet creates a container in about a tenth of a second: behind a first step that ends at once none of the others is there yet. */
export const ROWS: readonly Row[] = [
  { name: '`StepPod`, the first step takes 3 s', manifest: ours(3000) },
  { name: 'peer: entrypoints that look for a file every second (as Tekton), the first step takes 3 s', manifest: looking(3000) },
  { name: 'plain init containers, the first step takes 3 s', manifest: initContainers(3000) },
  { name: '`StepPod`, all end at once', manifest: ours(0) },
  { name: 'peer: entrypoints that look for a file every second, all end at once', manifest: looking(0) },
  { name: 'plain init containers, all end at once', manifest: initContainers(0) },
];
