import { parseDuration } from './duration.ts';
import { Flags, parseDirectory } from './flags.ts';
import { DEFAULT_STATE, DEFAULT_TARGET, type Gate, type Invocation, type LogFormat } from './invocation.ts';
import { isGateOption, resolveOptions, withOption, type GateOptions } from './options.ts';
import { StepArgs } from './step-args.ts';
import { parseName, parseTarget, type StateCheck, type Target } from './target.ts';
import { UsageError } from './usage-error.ts';

const DEFAULT_GRACE = 10_000;

interface Draft {
  target: Target;
  own: Partial<GateOptions>;
}

const GATE_FLAGS = '--timeout, --on-timeout, --request-timeout, --max-interval, --header, --state, --log-format';
const ALLOWED = {
  wait: `${GATE_FLAGS}, --url, --timeoutSeconds, --periodMillis, --requestTimeoutMillis`,
  exec: `--wait, --name, --until, --grace, --group, --once, ${StepArgs.FLAGS}, ${GATE_FLAGS}`,
};

/** The arguments of `wait` and `exec`, which share targets and their options. */
export class GateArgs {
  private readonly command: 'wait' | 'exec';
  private readonly args: readonly string[];
  private readonly separator: number;
  private readonly drafts: Draft[] = [];
  private forAll: Partial<GateOptions> = {};
  private url: Draft | undefined;
  private state = DEFAULT_STATE;
  private logFormat: LogFormat = 'text';
  private name: string | undefined;
  private readonly until: StateCheck[] = [];
  private grace: number | undefined;
  private group = false;
  private once = false;
  private readonly step = new StepArgs();

  constructor(command: 'wait' | 'exec', args: readonly string[]) {
    this.command = command;
    this.args = args;
    this.separator = args.indexOf('--');
  }

  parse(): Invocation {
    const asksForHelp = this.args.includes('--help') || this.args.includes('-h');
    // First of all, because without it the command is taken for targets, and the messages are about these.
    if (this.command === 'exec' && this.separator < 0 && !asksForHelp) throw new UsageError('"--" is missing: write startgate exec --wait TARGET -- COMMAND');
    const flags = new Flags(this.args, this.separator < 0 ? this.args.length : this.separator);
    for (let next = flags.next(); next !== undefined; next = flags.next()) {
      if ('positional' in next) this.positional(next.positional);
      else if (next.flag === '--help' || next.flag === '-h') return { command: 'help' };
      else this.flag(next.flag, next.inline, flags);
    }
    return this.command === 'wait' ? this.finishWait() : this.finishExec();
  }

  private positional(text: string): void {
    if (this.command === 'exec' && this.drafts.length === 0) {
      throw new UsageError(`"${text}" stands before any --wait of startgate exec: write --wait ${text}, or "--" before the command`);
    }
    this.addTarget(text);
  }

  private addTarget(text: string): void {
    this.drafts.push({ target: parseTarget(text), own: {} });
  }

  private flag(flag: string, inline: string | undefined, flags: Flags): void {
    const own = this.command === 'wait' ? this.waitFlag(flag, inline, flags) : this.execFlag(flag, inline, flags);
    if (own) return;
    if (isGateOption(flag)) this.gateOption(flag, flags.value(flag, inline));
    else if (flag === '--state') this.state = parseDirectory(flag, flags.value(flag, inline));
    else if (flag === '--log-format') this.logFormat = parseLogFormat(flag, flags.value(flag, inline));
    else throw new UsageError(`unknown option "${flag}" of startgate ${this.command}: it has ${ALLOWED[this.command]}`);
  }

  private waitFlag(flag: string, inline: string | undefined, flags: Flags): boolean {
    if (flag !== '--url') return false;
    const target = parseTarget(flags.value(flag, inline));
    if (this.url === undefined) {
      this.url = { target, own: {} };
      this.drafts.push(this.url);
    } else this.url.target = target;
    return true;
  }

  private execFlag(flag: string, inline: string | undefined, flags: Flags): boolean {
    if (flag === '--wait') this.addTarget(flags.value(flag, inline));
    else if (flag === '--name') this.name = parseName(flags.value(flag, inline), flag);
    else if (flag === '--until') this.until.push(parseUntil(flag, flags.value(flag, inline)));
    else if (flag === '--grace') this.grace = parseDuration(flag, flags.value(flag, inline));
    else if (flag === '--group') this.group = flags.noValue(flag, inline);
    else if (flag === '--once') this.once = flags.noValue(flag, inline);
    else return this.step.flag(flag, inline, flags);
    return true;
  }

  private gateOption(flag: string, value: string): void {
    const last = this.drafts[this.drafts.length - 1];
    if (last === undefined) {
      this.forAll = withOption(this.forAll, flag, value);
      return;
    }
    const { check } = last.target;
    if (flag === '--header' && check.kind !== 'http' && !(check.kind === 'unix' && check.http !== undefined)) {
      throw new UsageError(`${flag} only holds for an http target, got it after "${last.target.label}"`);
    }
    last.own = withOption(last.own, flag, value);
  }

  private gates(): readonly Gate[] {
    return this.drafts.map(({ target, own }) => ({ target, options: resolveOptions(this.forAll, own) }));
  }

  private finishWait(): Invocation {
    if (this.separator >= 0) throw new UsageError('startgate wait runs no command, got "--": write startgate exec --wait TARGET -- COMMAND');
    if (this.drafts.length === 0) this.addTarget(DEFAULT_TARGET);
    return { command: 'wait', gates: this.gates(), state: this.state, logFormat: this.logFormat };
  }

  private finishExec(): Invocation {
    if (this.separator === this.args.length - 1) throw new UsageError('command is missing after "--": write startgate exec --wait TARGET -- COMMAND');
    if (this.drafts.length === 0 && this.name === undefined && this.until.length === 0) {
      throw new UsageError('startgate exec has nothing to do: write --wait TARGET, --name NAME or --until NAME=completed before "--"');
    }
    const step = this.step.finish(this.name, this.grace ?? DEFAULT_GRACE);
    if (this.grace !== undefined && this.until.length === 0 && step?.timeout === undefined) throw new UsageError('--grace only holds together with --until NAME=completed, --until NAME=succeeded or --run-timeout');
    if (this.once && this.name === undefined) throw new UsageError('--once only holds together with --name NAME');
    this.refuseItself();
    return {
      command: 'exec',
      gates: this.gates(),
      state: this.state,
      logFormat: this.logFormat,
      group: this.group,
      once: this.once || step !== undefined,
      commandIndex: this.separator + 1,
      ...(step === undefined ? {} : { step }),
      ...(this.name === undefined ? {} : { name: this.name }),
      ...(this.until.length === 0 ? {} : { until: { ends: this.until, grace: this.grace ?? DEFAULT_GRACE } }),
    };
  }

  private refuseItself(): void {
    for (const { target } of this.drafts) {
      if (target.check.kind === 'state' && target.check.container === this.name) throw new UsageError(`"${this.name}" can't wait for itself, got "${target.label}"`);
    }
    const itself = this.until.find(({ container }) => container === this.name);
    if (itself !== undefined) throw new UsageError(`"${itself.container}" can't run until it has ended itself`);
  }
}

function parseUntil(flag: string, text: string): StateCheck {
  const equals = text.indexOf('=');
  const condition = text.slice(equals + 1);
  if (equals < 0 || (condition !== 'completed' && condition !== 'succeeded')) {
    throw new UsageError(`${flag} must be NAME=completed or NAME=succeeded, got "${text}"`);
  }
  return { kind: 'state', container: parseName(text.slice(0, equals), `${flag} "${text}"`), condition };
}

function parseLogFormat(flag: string, text: string): LogFormat {
  if (text === 'text' || text === 'json') return text;
  throw new UsageError(`${flag} must be text or json, got "${text}"`);
}
