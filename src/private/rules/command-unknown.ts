import { IMAGE_LOCK_FILE } from '../image-lock';
import { guardGates } from '../plan/gate';
import { needsState, type Plan, type PlannedContainer } from '../plan/plan';
import { type Problem, quoted, type Rule, sorted } from './rule';

const SAY_IT = 'set command in the manifest, or declare the entrypoint of the image: imageEntrypoint(["/bin/app"])';

export const commandUnknown: Rule = {
  id: 'command-unknown',
  severity: 'error',
  title: 'a guard must know the command that it starts',
  cure: `${SAY_IT}, or lock the image: cdk8s-startgate lock --image IMAGE, and configure({ imageLock: "${IMAGE_LOCK_FILE}" })`,
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (!planned.guarded || planned.command !== undefined) continue;
      const { unknown } = planned.container.fromImage ?? {};
      const lock = unknown === undefined ? '' : `, and "${plan.order.imageLock!.path}" ${unknown}`;
      const message = `"${planned.name}" needs a guard because ${reasonOf(planned)}, but its command is unknown: the manifest sets none${lock}`;
      problems.push({ container: planned.name, message, cure: cureOf(plan, planned) });
    }
    return problems;
  },
};

/** A lock that has the image can't say more after a second reading. */
function cureOf({ order: { imageLock } }: Plan, { container: { fromImage } }: PlannedContainer): string {
  if (fromImage === undefined || imageLock?.images.has(fromImage.name) === true) return SAY_IT;
  const path = imageLock?.path ?? IMAGE_LOCK_FILE;
  const file = path === IMAGE_LOCK_FILE ? '' : ` --file ${path}`;
  const use = imageLock === undefined ? `, and configure({ imageLock: "${path}" })` : '';
  return `${SAY_IT}, or lock the image: cdk8s-startgate lock${file} --image ${fromImage.name}${use}`;
}

function reasonOf(planned: PlannedContainer): string {
  const guards = guardGates(planned);
  if (guards.length > 0) return `it waits for ${quoted(sorted(guards.map((edge) => edge.dependency)))}`;
  if (planned.declared.step === true) return 'it is a step';
  const states = planned.awaitedBy.filter(needsState);
  if (states.length > 0) {
    const names = sorted(states.map((edge) => edge.dependent));
    return `${quoted(names)} ${names.length === 1 ? 'waits' : 'wait'} until it has ${sorted(states.map((edge) => edge.condition)).join(' or ')}`;
  }
  return planned.until.length > 0 ? `as a sidecar it must end when ${quoted(planned.until)} has ended` : 'the sidecars of the Pod must end when it has ended';
}
