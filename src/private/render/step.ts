import { escapeReferences } from '../check-target';
import { durationText } from '../duration-text';
import type { StepConditionModel } from '../model';
import { addedContainers } from '../plan/added';
import type { Plan, PlannedContainer } from '../plan/plan';
import { usedResults, usingVariables } from '../plan/step-plan';
import { RESULTS_VARIABLE, resultsFolder } from '../step-names';
import type { ContainerPatch } from './patch';

/** The bytes that the kubelet keeps of the termination message of one container, and of all containers of a Pod. */
const LARGEST_MESSAGE = 4096;
const LARGEST_MESSAGES = 12_288;

/** The options of a step's guard. A step with results gets the path of their folder. */
export function stepWords(plan: Plan, planned: PlannedContainer, patch: ContainerPatch): string[] {
  if (planned.declared.step !== true) return [];
  const { timeoutMs, onError, when = [], results = [], resultsLimit } = planned.declared.stepOptions ?? {};
  if (results.length > 0) patch.env = [...(patch.env ?? []), { name: RESULTS_VARIABLE, value: resultsFolder(planned.name) }];
  const limit = messageLimit(plan);
  return [
    '--step',
    ...(timeoutMs === undefined ? [] : ['--run-timeout', durationText(timeoutMs)]),
    ...(onError === undefined || onError === 'stop' ? [] : ['--on-error', onError]),
    ...when.flatMap((condition) => ['--when', escapeReferences(conditionText(condition))]),
    ...usedResults(planned).flatMap(({ step, result }) => ['--use', `${step}.${result}`]),
    ...usingVariables(planned).flatMap((name) => ['--env', name]),
    ...(resultsLimit === undefined ? [] : ['--results-limit', `${resultsLimit}`]),
    ...(limit === LARGEST_MESSAGE ? [] : ['--message-limit', `${limit}`]),
  ];
}

/** The kubelet divides the bytes of a Pod among all its containers, and truncates longer messages. */
function messageLimit(plan: Plan): number {
  const containers = plan.containers.length + addedContainers(plan).length;
  return Math.min(LARGEST_MESSAGE, Math.floor(LARGEST_MESSAGES / containers));
}

function conditionText(condition: StepConditionModel): string {
  const operator = condition.equal ? '=' : '!=';
  return condition.kind === 'exit-code' ? `${condition.step}${operator}${condition.code}` : `${condition.step}.${condition.result}${operator}${condition.value}`;
}
