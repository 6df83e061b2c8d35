import type { StepProps } from '../../step';
import type { StepJobProps, StepPodProps } from '../../step-pod-props';
import { requireContainerFields } from '../container-fields';
import { type Container, isObject, type JsonObject, type PodSpec, type VolumeMount } from '../manifest';
import { LABEL, listOf, requireOptions, requireValue } from '../option';
import { STEP_PROPS } from './step-pod-option';

const WORKSPACE = 'workspace';
const VOLUMES = listOf('a list of volumes with a "name", such as [{ name: "cache", emptyDir: {} }]', (item) => isObject(item) && typeof item.name === 'string');

/** The fields of a step's container that are options of the step. */
const STEP_FIELDS = ['name', 'image', 'command', 'args', 'resources'] as const;

/** A Pod of steps: its spec, and the steps, all of which were checked. */
export interface StepPodParts {
  readonly spec: PodSpec;
  readonly steps: StepProps[];
}

/** The spec of a Job of steps, and the steps. */
export interface StepJobParts {
  readonly spec: JsonObject;
  readonly steps: StepProps[];
}

/** The Job of some steps, before any order is in it; arguments as of `stepPodSpec`. */
export function stepJobSpec(place: string, given: StepJobProps): StepJobParts {
  const { spec, steps } = stepPodSpec(place, given);
  const { backoffLimit = 0, activeDeadline } = given;
  const deadline = activeDeadline === undefined ? {} : { activeDeadlineSeconds: activeDeadline.toSeconds() };
  return { spec: { backoffLimit, ...deadline, template: { spec } }, steps };
}

/**
 * The Pod of some steps, before any order is in it.
 *
 * @param place the construct as messages name it
 * @param given its options, which were checked but for what is in them
 */
export function stepPodSpec(place: string, given: StepPodProps): StepPodParts {
  const steps = given.steps.map((step, index) => stepOf(place, step, index));
  const names = steps.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`step "${twice}" of ${place} exists twice; give each step its own name`);
  const { workspace = '/workspace' } = given;
  const workspaceVolume = (given.workspaceVolume ?? { emptyDir: {} }) as object;
  const { volumes, ...more } = podFieldsOf(place, given);
  return {
    spec: {
      restartPolicy: 'Never',
      ...more,
      containers: steps.map((step) => containerOf(`step "${step.name}" of ${place}`, step, workspace)),
      volumes: [{ name: WORKSPACE, ...workspaceVolume }, ...volumes],
    },
    steps,
  };
}

/** By its name where it has one. */
function stepOf(place: string, step: StepProps, index: number): StepProps {
  const name: unknown = isObject(step) ? step.name : undefined;
  return requireOptions(`step ${LABEL.holds(name) ? `"${String(name)}"` : index + 1} of ${place}`, step, STEP_PROPS);
}

/** What `podSpec` adds: nothing of it takes the place of an option. */
function podFieldsOf(
  place: string, { podSpec = {}, activeDeadline }: StepPodProps,
): PodSpec & { readonly volumes: NonNullable<PodSpec['volumes']> } {
  const { volumes = [], ...more } = podSpec as PodSpec;
  if (more.containers !== undefined) {
    throw new Error(`"podSpec" of ${place} has "containers", but the containers of the Pod are its steps; declare steps in "steps", and other containers in "sidecars"`);
  }
  if (more.activeDeadlineSeconds !== undefined && activeDeadline !== undefined) {
    throw new Error(`"podSpec" of ${place} has "activeDeadlineSeconds", and "activeDeadline" is also set; remove one`);
  }
  requireValue(`"volumes" in "podSpec" of ${place}`, volumes, VOLUMES);
  if (volumes.some(({ name }) => name === WORKSPACE)) {
    throw new Error(`"podSpec" of ${place} has a volume "${WORKSPACE}", which is the volume of the steps; set its source in "workspaceVolume", or rename the volume`);
  }
  return { ...more, volumes };
}

/** What `container` adds: nothing of it takes the place of an option. */
function containerFieldsOf(what: string, step: StepProps, workspace: string): Partial<Container> {
  const more = (step.container ?? {}) as Partial<Container>;
  const taken = STEP_FIELDS.find((field) => more[field] !== undefined);
  if (taken !== undefined) throw new Error(`"container" of ${what} has "${taken}", which is an option of the step; set the option: { ${taken}: … }`);
  requireContainerFields(what, more);
  const variable = more.env?.find(({ name }) => Object.hasOwn(step.env ?? {}, name));
  if (variable !== undefined) throw new Error(`variable "${variable.name}" of ${what} is set twice, in "env" and in "container"; remove one`);
  if (more.volumeMounts?.some(({ mountPath }) => mountPath === workspace) === true) {
    throw new Error(`"container" of ${what} mounts a volume at "${workspace}", where the workspace is; use another path, or set another "workspace"`);
  }
  return more;
}

function containerOf(what: string, step: StepProps, workspace: string): Container {
  const { name, image, command, args, env } = step;
  const resources = step.resources as Record<string, unknown> | undefined;
  const more = containerFieldsOf(what, step, workspace);
  const mounts: VolumeMount[] = [{ name: WORKSPACE, mountPath: workspace }, ...(more.volumeMounts ?? [])];
  return {
    name,
    image,
    ...(command === undefined ? {} : { command: [...command] }),
    ...(args === undefined ? {} : { args: [...args] }),
    workingDir: workspace,
    ...(resources === undefined ? {} : { resources }),
    ...more,
    env: [...Object.entries(env ?? {}).map(([key, value]) => ({ name: key, value })), ...(more.env ?? [])],
    volumeMounts: mounts,
  };
}
