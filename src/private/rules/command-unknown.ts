import { needsState, type PlannedContainer } from '../plan/plan';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const commandUnknown: Rule = {
  id: 'command-unknown',
  severity: 'error',
  title: 'a guard must know the command that it starts',
  cure: 'set command in the manifest, or declare the entrypoint of the image: imageEntrypoint(["/bin/app"])',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (!planned.guarded || planned.command !== undefined) continue;
      problems.push({ container: planned.name, message: `"${planned.name}" needs a guard because ${reasonOf(planned)}, but its command is unknown: the manifest sets none` });
    }
    return problems;
  },
};

function reasonOf(planned: PlannedContainer): string {
  const guards = planned.waitsFor.filter((edge) => edge.mechanism === 'guard');
  if (guards.length > 0) return `it waits for ${quoted(sorted(guards.map((edge) => edge.dependency)))}`;
  if (planned.declared.step === true) return 'it is a step';
  const states = planned.awaitedBy.filter(needsState);
  if (states.length > 0) {
    const names = sorted(states.map((edge) => edge.dependent));
    return `${quoted(names)} ${names.length === 1 ? 'waits' : 'wait'} until it has ${sorted(states.map((edge) => edge.condition)).join(' or ')}`;
  }
  return planned.until.length > 0 ? `as a sidecar it must end when ${quoted(planned.until)} has ended` : 'the sidecars of the Pod must end when it has ended';
}
