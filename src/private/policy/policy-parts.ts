import { canonical } from '../canonical';
import { ruleOf } from '../catalogue';
import { edgeKey } from '../edge-key';
import type { Finding } from '../finding';
import type { AllEdgeModel, ContainerModel, EdgeModel, SidecarModel } from '../model';
import type { PolicyModel } from './policy-model';

/** A part of a policy, and the name of the policy. */
export interface Part<T> {
  readonly value: T;
  readonly policy: string;
}

/** What several policies add together, and where they contradict each other. */
export class PolicyParts {
  readonly sidecars = new Map<string, Part<SidecarModel>>();
  readonly edges = new Map<string, Part<EdgeModel>>();
  readonly all = new Map<string, Part<AllEdgeModel>>();
  readonly containers = new Map<string, Part<ContainerModel>>();
  readonly conflicts: Finding[] = [];

  constructor(policies: readonly PolicyModel[]) {
    for (const policy of policies) this.add(policy);
  }

  private add({ name: policy, adds }: PolicyModel): void {
    for (const value of adds.sidecars) this.put(this.sidecars, value.container.name, { value, policy }, (name) => `the sidecar "${name}"`);
    for (const value of adds.edges) {
      this.put(this.edges, edgeKey(value), { value, policy }, () => `the dependency of "${value.dependent}" on "${value.dependency}"`);
    }
    for (const value of adds.all ?? []) {
      this.put(this.all, value.dependency, { value, policy }, (name) => `the dependency of all containers on "${name}"`);
    }
    for (const value of adds.containers.values()) {
      const said = saidOf(value);
      if (said !== undefined) this.put(this.containers, value.name, { value, policy }, (name) => `the ${said} "${name}"`);
      else if (!this.containers.has(value.name)) this.containers.set(value.name, { value, policy });
    }
  }

  private put<T extends object>(parts: Map<string, Part<T>>, key: string, part: Part<T>, what: (key: string) => string): void {
    const before = parts.get(key);
    if (before === undefined || isName(before.value)) parts.set(key, part);
    else if (canonical(before.value) !== canonical(part.value)) {
      this.conflicts.push(policyConflict(
        `the policies "${before.policy}" and "${part.policy}" add ${what(key)} with different values`,
        'give both the same values, or change one of the selectors, so that each workload has one of the policies',
      ));
    }
  }
}

function saidOf({ sidecar, foreign }: ContainerModel): string | undefined {
  if (foreign !== undefined) return 'injected container';
  return sidecar === true ? 'check of the sidecar' : undefined;
}

/** A container that a policy names, but says nothing of. */
function isName(value: object): boolean {
  return Object.keys(value).join() === 'name';
}

export function policyConflict(message: string, cure: string): Finding {
  return { id: 'policy-conflict', severity: ruleOf('policy-conflict')!.severity, message, cure };
}
