import { annotationText } from '../annotation';
import { neededMounts } from '../plan/mounts';
import type { Plan } from '../plan/plan';
import { INSTALLER_NAME, ORDER_ANNOTATION, OUR_FOLDER, VOLUME_NAME } from '../pod-names';
import type { Problem, Rule } from './rule';

export const collision: Rule = {
  id: 'collision',
  severity: 'error',
  title: 'what the order brings into a Pod must not be there already',
  cure: 'rename what is there',
  check: (plan) => [...names(plan), ...mounts(plan), ...annotation(plan)],
};

function names(plan: Plan): Problem[] {
  const problems: Problem[] = [];
  if ((plan.installs || plan.keepsState) && plan.pod.outline.hasOurVolume) {
    problems.push({ message: `the order brings the volume "${VOLUME_NAME}", and the Pod has a volume of that name`, cure: `rename the volume "${VOLUME_NAME}" of the Pod` });
  }
  if (plan.installs && plan.pod.byName.has(INSTALLER_NAME)) {
    problems.push({ container: INSTALLER_NAME, message: `the order brings the init container "${INSTALLER_NAME}", and the Pod has a container of that name`, cure: `rename the container "${INSTALLER_NAME}" of the Pod` });
  }
  return problems;
}

function mounts(plan: Plan): Problem[] {
  if (!plan.installs && !plan.keepsState) return [];
  const problems: Problem[] = [];
  for (const planned of plan.byName.values()) {
    const taken = planned.container.mountedInOurFolder;
    if (taken === undefined || neededMounts(planned).length === 0) continue;
    problems.push({ container: planned.name, field: 'volumeMounts', message: `the order mounts ${OUR_FOLDER} in "${planned.name}", which has a mount of its own at ${taken}`, cure: `mount it elsewhere than under ${OUR_FOLDER}` });
  }
  return problems;
}

function annotation(plan: Plan): Problem[] {
  const present = plan.pod.outline.annotation;
  if (present === undefined) return [];
  const written = annotationText(plan);
  return written === undefined || written === present ? [] : [{
    message: `the order writes the annotation ${ORDER_ANNOTATION}, and the Pod template has another one: ${present}`,
    cure: `remove the annotation ${ORDER_ANNOTATION}; a manifest that an order was rendered into must not get another order`,
  }];
}
