import { hostOf, hostOfGate } from '../plan/dialled-host';
import type { Plan, PlannedContainer } from '../plan/plan';
import { keptStartupProbe } from '../plan/startup-probe';
import { PROBE_FIELDS } from '../resolved-check';
import type { Problem, Rule } from './rule';

const HOOK_FIELDS = ['postStart', 'preStop'] as const;

export const probeHost: Rule = {
  id: 'probe-host',
  severity: 'warning',
  title: 'the kubelet connects to the host of a probe or hook from the node, not from the Pod',
  cure: 'remove host: the kubelet then connects to the Pod IP',
  check: (plan) => (plan.pod.outline.hostNetwork === true ? [] : [...plan.byName.values()].flatMap((planned) => problemsOf(plan, planned))),
};

function problemsOf(plan: Plan, planned: PlannedContainer): Problem[] {
  const { name, placement } = planned;
  // the API server accepts no probe and no hook there
  if (placement === 'init') return [];
  const gate = hostOfGate(plan, planned)?.field;
  return hostsOf(planned).filter(({ field }) => field !== gate).map(({ field, host }) => ({
    container: name,
    field,
    message: `the ${field.replace('lifecycle.', '')}${field.startsWith('lifecycle.') ? ' hook' : ''} of "${name}" names the host "${host}", but the kubelet connects to it from the node, not from the Pod`,
  }));
}

function hostsOf(planned: PlannedContainer): { readonly field: string; readonly host: string }[] {
  const { lifecycle } = planned.container;
  const named = [
    ...PROBE_FIELDS.map((field) => {
      const probe = field === 'startupProbe' ? keptStartupProbe(planned) : planned.container[field];
      return [field, hostOf(probe)] as const;
    }),
    ...HOOK_FIELDS.map((field) => [`lifecycle.${field}`, hostOf(lifecycle?.[field])] as const),
  ];
  return named.flatMap(([field, host]) => (host === undefined ? [] : [{ field, host }]));
}
