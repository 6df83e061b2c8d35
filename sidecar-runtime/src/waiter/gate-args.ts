import { EXEC, GATE, SAMPLE, STEP, URL_OF_SAMPLE } from './flag-table.ts';
import { readArguments } from './flags.ts';
import { GateDraft } from './gate-draft.ts';
import { DEFAULT_TARGET, type Invocation, type StepSettings } from './invocation.ts';
import { UsageError } from './usage-error.ts';

const DEFAULT_GRACE = 10_000;

/**
 * Reads the arguments of `wait`.
 *
 * @param args what stands behind `wait`
 * @throws UsageError
 */
export function parseWait(args: readonly string[]): Invocation {
  const draft = new GateDraft();
  const separator = args.indexOf('--');
  const own = separator < 0 ? args : args.slice(0, separator);
  const seen = readArguments('wait', own, [GATE, URL_OF_SAMPLE, SAMPLE], draft, (text) => draft.addTarget(text));
  if (seen === undefined) return { command: 'help' };
  if (separator >= 0) throw new UsageError('startgate wait runs no command, got "--": write startgate exec --wait TARGET -- COMMAND');
  if (draft.targets.length === 0) draft.addTarget(DEFAULT_TARGET);
  return { command: 'wait', gates: draft.gates(), state: draft.state, logFormat: draft.logFormat };
}

/**
 * Reads the arguments of `exec`.
 *
 * @param args what stands behind `exec`
 * @throws UsageError
 */
export function parseExec(args: readonly string[]): Invocation {
  const separator = args.indexOf('--');
  // First of all, because without it the command is taken for targets, and the messages are about these.
  if (separator < 0 && !args.includes('--help') && !args.includes('-h')) throw new UsageError('"--" is missing: write startgate exec --wait TARGET -- COMMAND');
  const draft = new GateDraft();
  const own = separator < 0 ? args : args.slice(0, separator);
  const seen = readArguments('exec', own, [EXEC, STEP, GATE, SAMPLE], draft, (text) => {
    if (draft.targets.length === 0) throw new UsageError(`"${text}" comes before the first --wait of startgate exec: write --wait ${text}, or "--" before the command`);
    draft.addTarget(text);
  });
  if (seen === undefined) return { command: 'help' };
  const { targets, name, until, grace = DEFAULT_GRACE, state, logFormat } = draft;
  if (separator === args.length - 1) throw new UsageError('command is missing after "--": write startgate exec --wait TARGET -- COMMAND');
  if (targets.length === 0 && name === undefined && until.length === 0) {
    throw new UsageError('startgate exec has nothing to do: write --wait TARGET, --name NAME or --until NAME=completed before "--"');
  }
  const step = stepOf(draft, seen, grace);
  if (draft.grace !== undefined && until.length === 0 && step?.timeout === undefined) throw new UsageError('--grace only holds together with --until NAME=completed, --until NAME=succeeded or --run-timeout');
  if (seen.includes('--once') && name === undefined) throw new UsageError('--once only holds together with --name NAME');
  refuseItself(draft);
  return {
    command: 'exec',
    gates: draft.gates(),
    state,
    logFormat,
    group: seen.includes('--group'),
    once: seen.includes('--once') || step !== undefined,
    commandIndex: separator + 2,
    ...(step === undefined ? {} : { step }),
    ...(name === undefined ? {} : { name }),
    ...(until.length === 0 ? {} : { until: { ends: until, grace } }),
  };
}

/** Undefined if it is no step. */
function stepOf({ name, step }: GateDraft, seen: readonly string[], grace: number): StepSettings | undefined {
  if (!seen.includes('--step')) {
    const first = seen.find((flag) => Object.hasOwn(STEP, flag));
    if (first !== undefined) throw new UsageError(`${first} only holds together with --step`);
    return undefined;
  }
  if (name === undefined) throw new UsageError('--step only holds together with --name NAME');
  const own = [...step.when, ...step.uses].find((each) => each.step === name);
  if (own !== undefined) throw new UsageError(`"${own.step}" can't look at itself: name an earlier step`);
  return { ...step, grace };
}

function refuseItself({ targets, name, until }: GateDraft): void {
  for (const { target } of targets) {
    if (target.check.kind === 'state' && target.check.container === name) throw new UsageError(`"${name}" can't wait for itself, got "${target.label}"`);
  }
  const itself = until.find(({ container }) => container === name);
  if (itself !== undefined) throw new UsageError(`"${itself.container}" can't run until it has ended itself`);
}
