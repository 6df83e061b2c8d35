import type { PlannedContainer } from '../plan/plan';
import type { Problem, Rule } from './rule';

export const injectedContainer: Rule = {
  id: 'injected-container',
  severity: 'error',
  title: 'an injected container is not in the manifest, and can only be waited for',
  cure: 'remove what is declared of it, beside its check',
  check: ({ pod, byName, order }) => {
    const problems: Problem[] = [];
    for (const { name, declared } of pod.containers) {
      if (declared.foreign === undefined) continue;
      problems.push({
        container: name,
        message: `"${name}" is declared as injected, but the manifest has this container`,
        cure: `use order.container("${name}") with readyWhen instead of injected`,
      });
    }
    for (const { name } of pod.foreign) {
      const told = toldOf(byName.get(name)!);
      if (told !== undefined) problems.push({ container: name, message: `${told}, but "${name}" is injected at admission: nothing can be rendered into it` });
    }
    for (const { dependent, dependency, optional } of order.edges) {
      if (optional !== true || byName.get(dependency)?.role !== 'injected') continue;
      problems.push({
        container: dependent,
        message: `"${dependent}" may start without "${dependency}" (optional), but only admission decides whether "${dependency}" is injected`,
        cure: 'remove optional, or use OnTimeout.CONTINUE',
      });
    }
    return problems;
  },
};

function toldOf({ name, declared, waitsFor }: PlannedContainer): string | undefined {
  if (waitsFor.length > 0) return `"${name}" must wait for "${waitsFor[0]!.dependency}"`;
  if (declared.sidecar === true) return `"${name}" is declared with asSidecar()`;
  if (declared.step === true || declared.stepOptions !== undefined) return `"${name}" is declared as a step`;
  if (declared.waiterPath !== undefined) return `"${name}" is declared with waiterPath`;
  return declared.entrypoint === undefined ? undefined : `"${name}" is declared with imageEntrypoint`;
}
