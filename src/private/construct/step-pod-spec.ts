import type { Construct } from 'constructs';
import { StartOrder } from '../../start-order';
import type { StepProps } from '../../step';
import type { StepPodProps } from '../../step-pod';
import type { Container, PodSpec, VolumeMount } from '../manifest';

const WORKSPACE = 'workspace';

/** A Pod of steps: its spec, and what declares their order once it is in a workload. */
export interface StepPodParts {
  readonly spec: PodSpec;
  readonly declare: (workload: Construct) => StartOrder;
}

/**
 * The Pod of some steps, before any order is in it.
 *
 * @param place the construct as messages name it
 */
export function stepPodSpec(place: string, props: StepPodProps): StepPodParts {
  const { steps, workspace = '/workspace' } = props;
  const workspaceVolume = (props.workspaceVolume ?? { emptyDir: {} }) as object;
  const more = (props.podSpec ?? {}) as PodSpec;
  const names = steps.map(({ name }) => name);
  if (names.length === 0) throw new Error(`the steps of ${place} must hold at least one; got []`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`step "${twice}" of ${place} is there twice; give each step a name of its own`);
  if (!/^\/[^:]*$/u.test(workspace)) throw new Error(`"workspace" of ${place} must be an absolute path such as "/workspace"; got "${workspace}"`);
  return {
    spec: {
      restartPolicy: 'Never',
      ...more,
      containers: steps.map((step) => containerOf(step, workspace)),
      volumes: [{ name: WORKSPACE, ...workspaceVolume }, ...(more.volumes ?? [])],
    },
    declare: (workload) => declareSteps(workload, props),
  };
}

function containerOf({ name, image, command, args, env, resources, container = {} }: StepProps, workspace: string): Container {
  const more = container as Partial<Container> & { workingDir?: string };
  const mounts: VolumeMount[] = [{ name: WORKSPACE, mountPath: workspace }, ...(more.volumeMounts ?? [])];
  return {
    name,
    image,
    ...(command === undefined ? {} : { command: [...command] }),
    ...(args === undefined ? {} : { args: [...args] }),
    workingDir: workspace,
    ...(resources === undefined ? {} : { resources: resources as Record<string, unknown> }),
    ...more,
    env: [...Object.entries(env ?? {}).map(([key, value]) => ({ name: key, value })), ...(more.env ?? [])],
    volumeMounts: mounts,
  };
}

function declareSteps(workload: Construct, { steps, sidecars = [], runtimeImage, kubernetesVersion }: StepPodProps): StartOrder {
  const order = StartOrder.of(workload).configure({
    ...(runtimeImage === undefined ? {} : { runtimeImage }),
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
  });
  order.steps(steps.map(({ name }) => name));
  for (const { name, timeout, onError, when, results, resultsLimit } of steps) {
    order.container(name).asStep({ timeout, onError, when, results, resultsLimit });
  }
  for (const sidecar of sidecars) {
    const beside = order.addSidecar(sidecar);
    if (sidecar._check !== undefined) order.container(steps[0]!.name).dependsOn(beside);
  }
  return order;
}
