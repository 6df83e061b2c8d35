import { parseHeader } from './flag-values.ts';
import {
  DEFAULT_LIMIT, DEFAULT_STATE, type Gate, type LogFormat, type ResultReference, type StepCondition, type StepSettings,
} from './invocation.ts';
import { resolveOptions, withHeader, type GateOptions } from './options.ts';
import { parseStatuses } from './statuses.ts';
import { labelOf, parseTarget, type StateCheck, type Target } from './target.ts';
import { UsageError } from './usage-error.ts';

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** What the arguments have said of a step. */
export interface StepDraft extends Draft<Omit<StepSettings, 'grace'>> {
  readonly when: StepCondition[];
  readonly uses: ResultReference[];
  readonly environment: string[];
}

/** What the arguments of `wait` and `exec` have said so far. */
export class GateDraft {
  readonly targets: { target: Target; readonly own: Draft<Partial<GateOptions>> }[] = [];
  readonly forAll: Draft<Partial<GateOptions>> = {};
  state = DEFAULT_STATE;
  logFormat: LogFormat = 'text';
  name: string | undefined;
  readonly until: StateCheck[] = [];
  grace: number | undefined;
  readonly step: StepDraft = {
    continues: false, when: [], uses: [], environment: [], resultsLimit: DEFAULT_LIMIT, messageLimit: DEFAULT_LIMIT,
  };
  private url: { target: Target } | undefined;

  /** The options of the last target, or of all as long as there is none. */
  get options(): Draft<Partial<GateOptions>> {
    return this.last?.own ?? this.forAll;
  }

  private get last(): GateDraft['targets'][number] | undefined {
    return this.targets[this.targets.length - 1];
  }

  addTarget(text: string): void {
    this.targets.push({ target: parseTarget(text), own: {} });
  }

  /** The last one wins, and keeps the options of the first. */
  setUrl(text: string): void {
    if (this.url !== undefined) {
      this.url.target = parseTarget(text);
      return;
    }
    this.addTarget(text);
    this.url = this.last;
  }

  addHeader(flag: string, text: string): void {
    const options = this.httpOptions(flag);
    options.headers = withHeader(options.headers ?? [], parseHeader(flag, text));
  }

  setStatuses(flag: string, text: string): void {
    this.httpOptions(flag).statuses = parseStatuses(flag, text);
  }

  private httpOptions(flag: string): Draft<Partial<GateOptions>> {
    const { last, options } = this;
    const check = last?.target.check;
    if (check !== undefined && check.kind !== 'http' && !(check.kind === 'unix' && check.http !== undefined)) {
      throw new UsageError(`${flag} only holds for an http target, got it after "${last?.target.label ?? ''}"`);
    }
    return options;
  }

  gates(): readonly Gate[] {
    return this.targets.map(({ target, own }) => ({ target: this.told(target), options: resolveOptions(this.forAll, own) }));
  }

  /** Reports tell targets of one name apart. */
  private told(target: Target): Target {
    const { label, text, check } = target;
    const isShared = this.targets.some((other) => other.target !== target && other.target.label === label);
    const own = labelOf(text, check);
    return isShared && own !== label ? { ...target, label: `${label} (${own})` } : target;
  }
}
