import { annotationText } from '../annotation';
import { addedContainers, addedVolumes } from '../plan/added';
import { askedHold } from '../plan/gate';
import { neededMounts } from '../plan/mounts';
import type { Plan } from '../plan/plan';
import { ORDER_ANNOTATION, OUR_FOLDER } from '../pod-names';
import type { Problem, Rule } from './rule';

export const collision: Rule = {
  id: 'collision',
  severity: 'error',
  title: 'a Pod must not already have the names and paths that the order adds',
  cure: 'rename the volume, container or mount of the Pod',
  check: (plan) => [...names(plan), ...mounts(plan), ...annotation(plan), ...holds(plan)],
};

function names(plan: Plan): Problem[] {
  const problems: Problem[] = [];
  for (const name of addedVolumes(plan)) {
    if (!plan.pod.outline.takenVolumes.includes(name)) continue;
    problems.push({ message: `the order adds the volume "${name}", but the Pod already has a volume of that name`, cure: `rename the volume "${name}" of the Pod` });
  }
  for (const name of addedContainers(plan)) {
    if (!plan.pod.byName.has(name)) continue;
    problems.push({ container: name, message: `the order adds the init container "${name}", but the Pod already has a container of that name`, cure: `rename the container "${name}" of the Pod` });
  }
  return problems;
}

function mounts(plan: Plan): Problem[] {
  if (addedVolumes(plan).length === 0) return [];
  const problems: Problem[] = [];
  for (const planned of plan.byName.values()) {
    const taken = planned.container.mountedInOurFolder;
    if (taken === undefined || neededMounts(planned).length === 0) continue;
    problems.push({ container: planned.name, field: 'volumeMounts', message: `the order mounts ${OUR_FOLDER} in "${planned.name}", which already has a mount at ${taken}`, cure: `move that mount out of ${OUR_FOLDER}` });
  }
  return problems;
}

function annotation(plan: Plan): Problem[] {
  const present = plan.pod.outline.annotation;
  if (present === undefined) return [];
  const written = annotationText(plan);
  return written === undefined || written === present ? [] : [{
    message: `the order writes the annotation ${ORDER_ANNOTATION}, but the Pod template already has another value: ${present}`,
    cure: `remove the annotation ${ORDER_ANNOTATION}; a rendered manifest can't get another order`,
  }];
}

function holds({ pod, byName }: Plan): Problem[] {
  return pod.foreign.flatMap(({ name }): Problem[] => {
    const hold = askedHold(byName.get(name)!);
    return hold === undefined || pod.outline.holds?.[name] !== 'taken' ? [] : [{
      container: name,
      message: `the order asks the injector of "${name}" to hold with the annotation ${hold.annotation}, but the Pod template already has another value`,
      cure: `add ${hold.value} to the annotation, or configure({ runtimeImage }) for a gate of its own`,
    }];
  });
}
