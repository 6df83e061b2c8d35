import { durationText } from '../duration-text';
import { groupBy } from '../group-by';
import type { EdgeMechanism } from '../plan/mechanism-choice';
import { stepLines } from './explained-step';
import type { ExplainedContainer, ExplainedGate, Explanation } from './explanation-model';

/** An explanation as text for a reader. */
export function explainText(explanation: Explanation): string {
  const { kind, name, kubernetesVersion, costs, findings } = explanation;
  const sections = [
    [`${kind} "${name}" (Kubernetes ${kubernetesVersion})`, ...containerLines(explanation)],
    costs.length === 0 ? [] : ['at the start of the Pod', ...costs.map(({ text }) => `  ${text}`)],
    findings.flatMap(({ severity, id, message, cure, silenced }) => [
      `${severity} ${id}: ${message}`,
      silenced === undefined ? `  cure: ${cure}` : `  silenced: ${silenced}`,
    ]),
  ];
  return sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n');
}

/** One wave after another; the containers of a cycle have no wave. */
function containerLines({ containers, waves, never, gates }: Explanation): string[] {
  const width = Math.max(...containers.map(({ name }) => name.length));
  const byName = new Map(containers.map((container) => [container.name, container]));
  const gatesOf = groupBy(gates, ({ dependent }) => dependent);
  const linesOf = (name: string, wave: string): string[] => {
    const container = byName.get(name)!;
    return [
      `${wave} ${name.padEnd(width)}  ${placeText(container)}`,
      ...(container.step === undefined ? [] : stepLines(container.step)).map((line) => `   ${line}`),
      ...container.notes.map((note) => `   ${note}`),
      ...(gatesOf.get(name) ?? []).flatMap(gateLines),
    ];
  };
  return [
    ...waves.flatMap((names, index) => names.flatMap((name) => linesOf(name, `${index + 1}.`))),
    ...never.flatMap((name) => linesOf(name, 'never:')),
  ];
}

function movedText(movedFrom: ExplainedContainer['movedFrom']): string {
  if (movedFrom === undefined) return '';
  return movedFrom === 'regular' ? ', moved from the containers' : ', was a plain init container';
}

function placeText({ place, movedFrom, guarded }: ExplainedContainer): string {
  const text = { init: 'init container', native: 'native sidecar', regular: 'container', injected: 'injected at admission', outside: 'outside of the Pod' }[place];
  return `${text}${movedText(movedFrom)}${guarded ? ', with a guard' : ''}`;
}

function gateLines(gate: ExplainedGate): string[] {
  const { dependency, dependent, mechanism, waiter, verdictText, opens, again, saidIn, notes } = gate;
  const by = waiter === 'startgate' || waiter === 'kubelet' ? '' : ` by ${waiter}`;
  const facts = [
    `${mechanismName(mechanism)}${by}, ${verdictText}`,
    ...(gate.verdict === 'none' || gate.verdict === 'rejected'
      ? []
      : [opens, `${again ? 'gates again' : 'does not gate again'} when ${dependent} restarts`, saidIn]),
    ...notes,
  ];
  return [`   waits for ${dependency}: ${conditionText(gate)}${timeoutText(gate)}`, ...facts.map((fact) => `     ${fact}`)];
}

function mechanismName(mechanism: EdgeMechanism): string {
  return {
    'native': 'native',
    'native-waiter': 'native with the waiter',
    'init-waiter': 'waiting init container',
    'guard': 'guard',
    'post-start': 'postStart hook',
    'order': 'order of the init containers',
  }[mechanism];
}

function conditionText({ condition, check, outside }: ExplainedGate): string {
  if (outside) return 'outside of the Pod';
  if (condition !== 'healthy') return condition;
  if (check === undefined) return 'healthy by an unknown check';
  return `healthy by ${check.target}${check.source === 'readyWhen' || check.source === 'command' ? '' : ` (its ${check.source})`}`;
}

function timeoutText({ dependency, mechanism, timeout: { seconds, onTimeout, clockless, ownProbe } }: ExplainedGate): string {
  if (clockless) return mechanism === 'order' ? ', without a timeout' : '';
  if (seconds === undefined) return ', for ever';
  const failure = isKubelets(mechanism) ? `restart ${dependency}` : 'fail';
  const then = onTimeout === 'continue' ? 'start anyway' : failure;
  return ` within ${durationText(seconds * 1000)}, ${ownProbe ? 'as it says, ' : ''}else ${then}`;
}

/** If a startup probe fails, the kubelet restarts the native sidecar, never its dependents. */
function isKubelets(mechanism: EdgeMechanism): boolean {
  return mechanism === 'native' || mechanism === 'native-waiter';
}
