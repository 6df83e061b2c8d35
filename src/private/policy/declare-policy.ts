import { Injected } from '../../injected';
import { Sidecar } from '../../sidecar';
import type { PolicyDependency, StartOrderPolicyProps, WorkloadSelector } from '../../start-order-policy';
import { ALL_CONTAINERS, OrderDeclaration } from '../declaration/order-declaration';
import { DEPENDENCY_OPTIONS, edgeOptions } from '../dependency-option';
import { LABEL, listOf, type OptionRule, type OptionRules, required, requireOptions, textsByName } from '../option';
import type { PolicyModel } from './policy-model';

function patterns(of: string, example: string): OptionRule {
  return listOf(`a list with at least one of the ${of} to select, such as ["${example}"]`, (item) => typeof item === 'string' && item !== '', 1);
}

const SELECTOR: OptionRules<WorkloadSelector> = {
  kinds: patterns('kinds', 'Deployment'),
  namespaces: patterns('namespaces', 'shop-*'),
  names: patterns('names', 'web'),
  labels: textsByName('strings by label, such as { team: "shop" }'),
  containers: patterns('containers', 'app'),
  images: patterns('images', 'registry.example/shop/*'),
};
const SOME: OptionRule = { allowed: '', holds: () => true };
const POLICY: OptionRules<StartOrderPolicyProps> = {
  select: SOME,
  sidecars: listOf('a list of sidecars, such as [Sidecar.of("proxy", { image: "registry.example/proxy:1.4" })]', (item) => item instanceof Sidecar),
  injected: listOf('a list of injected sidecars, such as [Injected.istio()]', (item) => item instanceof Injected),
  dependencies: listOf('a list of dependencies, such as [{ dependsOn: "proxy" }]', () => true),
};
const DEPENDENCY: OptionRules<PolicyDependency> = { dependsOn: required(LABEL), container: LABEL, ...DEPENDENCY_OPTIONS };

/**
 * A policy as plain data.
 *
 * @param name as messages about workloads name it
 * @param place as messages about the policy itself name it
 * @throws if an option is misspelt or wrong, if the policy adds nothing, or if two of its parts contradict each other
 */
export function declarePolicy(name: string, place: string, props: StartOrderPolicyProps): PolicyModel {
  const { select = {}, sidecars = [], injected = [], dependencies = [] } = requireOptions(place, props, POLICY);
  if (sidecars.length === 0 && dependencies.length === 0) {
    throw new Error(`${place} adds nothing; give it "sidecars", "dependencies", or both`);
  }
  const selector = requireOptions(`the selector of ${place}`, select, SELECTOR);
  const declaration = new OrderDeclaration(place);
  for (const { _model, _check } of sidecars) declaration.addSidecar(_model, _check);
  for (const { _model } of injected) declaration.inject(_model);
  for (const dependency of dependencies) {
    const { container = ALL_CONTAINERS, dependsOn, ...options } = requireOptions(`a dependency of ${place}`, dependency, DEPENDENCY);
    declaration.touch(dependsOn);
    if (container !== ALL_CONTAINERS) declaration.touch(container);
    declaration.depend(container, dependsOn, edgeOptions(declaration.edgeText(container, dependsOn), options));
  }
  return { name, select: selector, adds: declaration.model() };
}
