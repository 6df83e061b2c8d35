import { Delivery, PullPolicy } from '../delivery';
import { FailOn } from '../fail-on';
import { Mechanism } from '../mechanism';
import type { FindOptions, IgnoreOptions, StartOrderDefaults, StartOrderOptions, WorkloadOptions } from '../start-order-options';
import { IMAGE_LOCK_FILE } from './image-lock';
import { data, FLAG, IMAGE, KUBERNETES_VERSION, listOf, memberOf, type OptionRules, required, text } from './option';

export const START_ORDER_OPTIONS: OptionRules<StartOrderOptions> = {
  kubernetesVersion: KUBERNETES_VERSION,
  mechanism: memberOf('Mechanism', Mechanism),
  runtimeImage: { ...IMAGE, allowed: 'an image reference such as "registry.example/startgate:0.1.0"' },
  delivery: memberOf('Delivery', Delivery),
  runtimePullPolicy: memberOf('PullPolicy', PullPolicy),
  runtimePullSecrets: listOf('a list with the names of Secrets, such as ["registry"]', (item) => typeof item === 'string' && item !== '', 1),
  runtimeResources: data('resources as the Kubernetes API spells them, such as { limits: { cpu: "1" } }'),
  readiness: FLAG,
  imageLock: text(`the path of an image lock, such as "${IMAGE_LOCK_FILE}"`),
};
export const START_ORDER_DEFAULTS: OptionRules<StartOrderDefaults> = { ...START_ORDER_OPTIONS, failOn: memberOf('FailOn', FailOn) };
export const RULE = text('the id of a rule, such as "not-gated-again"', /^[a-z-]+$/u);
export const IGNORE_OPTIONS: OptionRules<IgnoreOptions> = { reason: required(text('a string with the reason', /\S/u)) };
export const WORKLOAD_OPTIONS: OptionRules<WorkloadOptions> = {
  podPath: text('the path of a Pod template, such as "spec.jobTargetRef.template"', /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/u),
};
export const FIND_OPTIONS: OptionRules<FindOptions> = { namespace: text('the name of a namespace, such as "shop"'), ...WORKLOAD_OPTIONS };
