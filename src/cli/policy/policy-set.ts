import { isObject } from '../../private/manifest';
import { parseImageLock } from '../../private/image-lock';
import { type OrderSettings, requireSame } from '../../private/declaration/order-declaration';
import { requireOptions } from '../../private/option';
import { START_ORDER_OPTIONS } from '../../private/order-option';
import { declarePolicy } from '../../private/policy/declare-policy';
import type { PolicyInUse } from '../../private/policy/resolved-order';
import type { StartOrderOptions } from '../../start-order-options';
import type { Host, Output } from '../host';
import { visible } from '../printable';
import type { Document, Path } from '../read/document';
import { documentsOf } from '../read/documents';
import { LIMITS } from '../read/limits';
import { placeText } from '../read/read-manifests';
import { PolicyError, policyProps } from './declared';
import { schemaProblems } from './schema-problems';

/** A policy, and where it begins. */
export interface LoadedPolicy extends PolicyInUse {
  readonly file: string;
  /** Undefined, as the column, for the policy of a ResourceList. */
  readonly line?: number;
  readonly column?: number;
}

/** The policies of a run. */
export interface PolicySet {
  readonly policies: readonly LoadedPolicy[];
  /** What holds for every order that they write. */
  readonly defaults: OrderSettings;
}

/** Policies that can't be used; each problem is one line with its place. */
class PolicyProblems extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** What policies are read to; where they can't be used, undefined, and their problems as lines of an output. */
export function usablePolicies(read: () => PolicySet, output: Output): PolicySet | undefined {
  try {
    return read();
  } catch (problem) {
    if (!(problem instanceof PolicyProblems)) throw problem;
    for (const line of problem.problems) output.write(`${visible(line)}\n`);
    return undefined;
  }
}

/**
 * Reads policies from files, as many as there are documents.
 *
 * @throws PolicyProblems
 */
export function readPolicies(paths: readonly string[], host: Host): PolicySet {
  const set = new PolicySetBuilder(host);
  for (const path of paths) {
    let bytes: Uint8Array;
    try {
      bytes = host.files.read(path, LIMITS.fileBytes);
    } catch (error) {
      set.problem(`${path}: can't be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
      continue;
    }
    let count = 0;
    for (const document of documentsOf(bytes)) {
      count++;
      if ('failure' in document) set.problem(`${placeText({ file: path, ...document })}: ${document.failure}`);
      else set.add(path, document);
    }
    if (count === 0) set.problem(`${path}: holds no policy; see cdk8s-startgate policy --example`);
  }
  return set.build();
}

/**
 * The policy in the `functionConfig` of a ResourceList. Messages name no line: nobody sees the text that kustomize makes.
 *
 * @throws PolicyProblems
 */
export function policyIn(functionConfig: unknown, host: Host): PolicySet {
  const { metadata } = isObject(functionConfig) ? functionConfig : {};
  const name = isObject(metadata) && typeof metadata.name === 'string' ? ` "${metadata.name}"` : '';
  const set = new PolicySetBuilder(host);
  set.add(`functionConfig${name}`, { value: functionConfig });
  return set.build();
}

class PolicySetBuilder {
  private readonly policies: LoadedPolicy[] = [];
  private defaults: OrderSettings = {};
  private readonly problems: string[] = [];

  constructor(private readonly host: Host) {}

  problem(line: string): void {
    this.problems.push(line);
  }

  add(file: string, { value, position }: Pick<Document, 'value'> & Partial<Pick<Document, 'position'>>): void {
    const placeOf = (path: Path): string => placeText({ file, ...(position === undefined ? {} : { position: position(path) }) });
    const say = (path: Path, message: string): void => this.problem(`${placeOf(path)}: ${message}`);
    const wrong = schemaProblems(value);
    for (const { path, message } of wrong) say(path, message);
    if (wrong.length > 0 || !isObject(value)) return;
    const spec = value.spec as Record<string, unknown>;
    const { name } = value.metadata as { name: string };
    try {
      const { defaults = {}, ...rest } = spec;
      const settings = this.settingsOf(defaults as StartOrderOptions);
      requireSame(this.defaults, settings, (key) => `"${key}" of the defaults of the policies`);
      this.defaults = { ...this.defaults, ...settings };
      const start = position?.([]);
      const model = declarePolicy(start === undefined ? name : `${name} at ${file}:${start.line}`, `the policy "${name}"`, policyProps(rest));
      this.policies.push({ model, matches: 0, file, ...start });
    } catch (error) {
      const path = error instanceof PolicyError ? error.path : ['spec'];
      say(path, (error as Error).message);
    }
  }

  build(): PolicySet {
    if (this.problems.length > 0) throw new PolicyProblems(this.problems);
    return { policies: this.policies, defaults: this.defaults };
  }

  /** @throws if an option is wrong, or the lock can't be read */
  private settingsOf(defaults: StartOrderOptions): OrderSettings {
    const { imageLock: path, ...rest } = requireOptions('the defaults', defaults, START_ORDER_OPTIONS);
    if (path === undefined) return rest;
    let text: string;
    try {
      text = Buffer.from(this.host.files.read(path, LIMITS.fileBytes)).toString();
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? String(error);
      throw new Error(`can't read the image lock "${path}": ${reason}; write the lock with cdk8s-startgate lock`, { cause: error });
    }
    return { ...rest, imageLock: { path, images: parseImageLock(path, text) } };
  }
}
