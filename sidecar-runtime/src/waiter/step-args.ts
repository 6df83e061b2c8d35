import { consistsOf, DIGITS } from './bytes.ts';
import { parseDuration } from './duration.ts';
import type { Flags } from './flags.ts';
import type { ResultReference, StepCondition, StepSettings } from './invocation.ts';
import { parseName } from './target.ts';
import { UsageError } from './usage-error.ts';

/** What a step may leave as results, and what the kubelet keeps of a termination message, in bytes. */
const DEFAULT_LIMIT = 4096;

/** The arguments of `exec` that make a step. */
export class StepArgs {
  static readonly FLAGS = '--step, --run-timeout, --on-error, --when, --use, --env, --results-limit, --message-limit';
  /** The first flag that needs --step. */
  private first: string | undefined;
  private step = false;
  private timeout: number | undefined;
  private continues = false;
  private readonly when: StepCondition[] = [];
  private readonly uses: ResultReference[] = [];
  private readonly environment: string[] = [];
  private resultsLimit = DEFAULT_LIMIT;
  private messageLimit = DEFAULT_LIMIT;

  /** @returns whether it is a flag of a step */
  flag(flag: string, inline: string | undefined, flags: Flags): boolean {
    if (flag === '--step') {
      this.step = flags.noValue(flag, inline);
      return true;
    }
    const value = (): string => flags.value(flag, inline);
    if (flag === '--run-timeout') this.timeout = parseDuration(flag, value());
    else if (flag === '--on-error') this.continues = parseOnError(flag, value());
    else if (flag === '--when') this.when.push(parseCondition(flag, value()));
    else if (flag === '--use') this.uses.push(parseReference(flag, value()));
    else if (flag === '--env') this.environment.push(parseVariable(flag, value()));
    else if (flag === '--results-limit') this.resultsLimit = parseBytes(flag, value());
    else if (flag === '--message-limit') this.messageLimit = parseBytes(flag, value());
    else return false;
    this.first ??= flag;
    return true;
  }

  /**
   * @returns undefined if it is no step
   * @throws UsageError
   */
  finish(name: string | undefined, grace: number): StepSettings | undefined {
    if (this.step && name === undefined) throw new UsageError('--step only holds together with --name NAME');
    if (!this.step && this.first !== undefined) throw new UsageError(`${this.first} only holds together with --step`);
    const own = [...this.when, ...this.uses].find(({ step }) => step === name);
    if (this.step && own !== undefined) throw new UsageError(`"${own.step}" can't look at itself: name an earlier step`);
    if (!this.step) return undefined;
    const { timeout, continues, when, uses, environment, resultsLimit, messageLimit } = this;
    return { grace, continues, when, uses, environment, resultsLimit, messageLimit, ...(timeout === undefined ? {} : { timeout }) };
  }
}

function parseOnError(flag: string, text: string): boolean {
  if (text === 'stop' || text === 'continue') return text === 'continue';
  throw new UsageError(`${flag} must be stop or continue, got "${text}"`);
}

function parseReference(flag: string, text: string): ResultReference {
  const dot = text.indexOf('.');
  if (dot < 0) throw new UsageError(`${flag} must be STEP.RESULT, such as "build.digest", got "${text}"`);
  return { step: parseName(text.slice(0, dot), `${flag} "${text}"`), result: parseName(text.slice(dot + 1), `${flag} "${text}"`) };
}

function parseCondition(flag: string, text: string): StepCondition {
  const equals = text.indexOf('=');
  if (equals < 0) throw new UsageError(`${flag} must be STEP=CODE, STEP!=CODE, STEP.RESULT=TEXT or STEP.RESULT!=TEXT, got "${text}"`);
  const equal = text[equals - 1] !== '!';
  const [left, value] = [text.slice(0, equal ? equals : equals - 1), text.slice(equals + 1)];
  if (left.includes('.')) return { kind: 'result', equal, value, ...parseReference(flag, left) };
  const step = parseName(left, `${flag} "${text}"`);
  if (!consistsOf(value, DIGITS) || Number(value) > 255) throw new UsageError(`${flag} "${text}" must compare with an exit code from 0 to 255, got "${value}"`);
  return { kind: 'exit-code', step, equal, code: Number(value) };
}

function parseVariable(flag: string, text: string): string {
  if (text === '' || text.includes('=') || text.includes('\0')) throw new UsageError(`${flag} must be the name of a variable, got "${text}"`);
  return text;
}

function parseBytes(flag: string, text: string): number {
  const bytes = Number(text);
  if (!consistsOf(text, DIGITS) || bytes < 1 || bytes > 65_536) throw new UsageError(`${flag} must be a number of bytes from 1 to 65536, got "${text}"`);
  return bytes;
}
