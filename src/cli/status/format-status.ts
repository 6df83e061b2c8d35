import { visible } from '../printable';
import { ageText } from './human-text';
import { exitCodeOf, worst, type ContainerReport, type GateState, type PodReport } from './report';

/** Makes a word stand out by its state; leaves it alone where there are no colours. */
export type Paint = (state: GateState, text: string) => string;

export const PLAIN: Paint = (_state, text) => text;

/** One paragraph a Pod, one line a container. */
export function formatReports(reports: readonly PodReport[], paint: Paint): string {
  return reports.map((report) => formatPod(report, paint)).join('\n');
}

function formatPod(pod: PodReport, paint: Paint): string {
  // a file may hold names that no cluster takes
  const names = pod.containers.map(({ name }) => visible(name));
  const width = Math.max(0, ...names.map((name) => name.length));
  const lines = pod.containers.map((container, index) => `  ${paint(container.state, container.state.padEnd(7))}  ${names[index]!.padEnd(width)}  ${visible(sentence(container))}`);
  return `${[`Pod "${visible(pod.name)}" in namespace "${visible(pod.namespace)}"${pod.deleted ? ', which is being deleted' : ''}: ${paint(pod.state, pod.state)}`, ...lines].join('\n')}\n`;
}

/** The gate, for how long, the last answer, what happens next. */
export function sentence({ gate, forMs, answer, answerAgoMs, next, restarts }: ContainerReport): string {
  const answered = answer === undefined ? '' : `; last answer${answerAgoMs === undefined ? '' : ` ${ageText(answerAgoMs)} ago`}: ${answer}`;
  return [
    gate,
    forMs === undefined ? '' : `, for ${ageText(forMs)}`,
    restarts === 0 ? '' : `, restarted ${restarts === 1 ? 'once' : `${restarts} times`}`,
    answered,
    next === undefined ? '' : `; ${next}`,
  ].join('');
}

/** One line of JSON: the same facts for programs, times in milliseconds. */
export function jsonOf(reports: readonly PodReport[]): string {
  const state = worst(reports.map((report) => report.state));
  return `${JSON.stringify({ state, exitCode: exitCodeOf(state), pods: reports })}\n`;
}

/** What stays the same while only time goes by; a change of it is news. */
export function newsOf(reports: readonly PodReport[]): string {
  return JSON.stringify(reports.map(({ namespace, name, deleted, containers }) => [
    namespace, name, deleted,
    containers.map(({ name: container, state, gate, answer, restarts }) => [container, state, gate, answer, restarts]),
  ]));
}
