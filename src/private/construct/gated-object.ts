import type { ApiObject } from 'cdk8s';
import { type Analysis, analyze, type ServicesOfApp, writeOrder } from '../apply-order';
import { Decisions } from '../decided-pods';
import { type Finding, formatErrors, type WorkloadFindings } from '../finding';
import { deepClone, type JsonObject } from '../manifest';
import { RULES } from '../rules/index';
import { restartOpensGate } from '../rules/restart-opens-gate';
import type { Rule } from '../rules/rule';
import { OrderDeclaration } from '../declaration/order-declaration';
import { resolveOrder } from '../policy/resolved-order';
import { rulesOf, type ScopeRules } from './scope-rules';
import { manifestIn, type Workload, workloadsIn } from './workload';

const EVERY_RULE = [...RULES, restartOpensGate];

interface GatedWorkload {
  readonly workload: Workload;
  readonly declaration: OrderDeclaration;
}

/** What came of rendering one object. */
export interface Rendering {
  readonly manifest: JsonObject;
  /** Errors and warnings of the workloads that have any. */
  readonly findings: readonly WorkloadFindings[];
}

/** An ApiObject whose manifest is rewritten by one order, or by several if it is a List. */
export class GatedObject {
  private readonly workloads = new Map<string, GatedWorkload>();
  /** The manifest without any order in it. */
  readonly original: () => unknown;

  constructor(public readonly object: ApiObject, private readonly decisions = new Decisions(), private readonly services?: ServicesOfApp) {
    this.original = object.toJson.bind(object);
  }

  /** The declarations of one of its workloads; empty at first. */
  declarationOf(workload: Workload): OrderDeclaration {
    const key = keyOf(workload);
    const known = this.workloads.get(key);
    if (known !== undefined) return known.declaration;
    const declaration = new OrderDeclaration(`${workload.kind} "${workload.name}"`);
    this.workloads.set(key, { workload, declaration });
    return declaration;
  }

  /**
   * The final manifest with every order written into it; as it was where the rules found an error.
   *
   * @param services those of the app, where many objects are rendered at once
   */
  render(services = this.services): Rendering {
    const manifest = this.copy();
    const rules = rulesOf(this.object);
    const findings: WorkloadFindings[] = [];
    for (const { workload, declaration } of rules.policies.length === 0 ? this.inOrder() : this.allIn(manifest)) {
      const own = manifestIn(manifest, workload);
      const found = own === undefined ? [itemGone(workload)] : this.write(own, declaration, rules, services);
      if (found.length > 0) findings.push(this.placed(workload, found, rules));
    }
    return { manifest, findings };
  }

  private write(
    manifest: JsonObject, declaration: OrderDeclaration | undefined, rules: ScopeRules, services: ServicesOfApp | undefined,
  ): readonly Finding[] {
    const resolved = resolveOrder(manifest, declaration?.model(), rules);
    if (resolved === undefined) return [];
    const { order, findings } = resolved;
    // policies that contradict make an order that nobody declared: what the rules say of it is no help
    if (findings.some(({ severity }) => severity === 'error')) return findings;
    const found = writeOrder(manifest, order, this.decisions, services);
    return findings.length === 0 ? found : [...findings, ...found];
  }

  /** The analysis of one workload, without rendering it. */
  analyze(workload: Workload): Required<Analysis> {
    const { plan, findings } = this.analysisOf(workload, RULES);
    if (plan === undefined) throw new Error(formatErrors([this.placed(workload, findings)]));
    return { plan, findings };
  }

  /** What every rule says of one workload, also what is said once an app. */
  findingsOf(workload: Workload): WorkloadFindings {
    return this.placed(workload, this.analysisOf(workload, EVERY_RULE).findings);
  }

  private analysisOf(workload: Workload, rules: readonly Rule[]): Analysis {
    const own = this.manifestOf(workload);
    if (own === undefined) return { findings: [itemGone(workload)] };
    const { order, findings } = resolveOrder(own, this.declarationOf(workload).model(), rulesOf(this.object))!;
    const analysis = analyze(own, order, this.services, rules);
    return { ...analysis, findings: [...findings, ...analysis.findings] };
  }

  /** A copy of the manifest of a workload without any order in it; undefined when a List has it no more. */
  manifestOf(workload: Workload): JsonObject | undefined {
    return manifestIn(this.copy(), workload);
  }

  /** Fresh and ours to write orders into. */
  private copy(): JsonObject {
    return deepClone(this.original() as JsonObject);
  }

  private placed({ kind, name }: Workload, findings: readonly Finding[], rules = rulesOf(this.object)): WorkloadFindings {
    const { failOn } = rules.defaults;
    return { path: this.object.node.path, kind, name, findings, ...(failOn === undefined ? {} : { failOn }) };
  }

  /** The findings of an object that can't be rendered at all, for a reason that is not ours. */
  unrendered(error: unknown): WorkloadFindings[] {
    const message = error instanceof Error ? error.message : String(error);
    return this.inOrder().map(({ workload }) => this.placed(workload, [{
      id: 'not-rendered', severity: 'error',
      message: `the manifest can't be rendered: ${message}`, cure: 'fix the workload; its order was not checked',
    }]));
  }

  /** By name, so that the order in which they were declared does not show. */
  private inOrder(): GatedWorkload[] {
    return [...this.workloads.values()].sort(byKey);
  }

  /** Those that have declarations, and all others in the manifest. */
  private allIn(manifest: JsonObject): FoundWorkload[] {
    const found = new Map<string, FoundWorkload>(workloadsIn(this.object, manifest).map((workload) => [keyOf(workload), { workload }]));
    this.workloads.forEach((gated, key) => found.set(key, gated));
    return [...found.values()].sort(byKey);
  }
}

/** A workload, with its declarations if it has any. */
interface FoundWorkload {
  readonly workload: Workload;
  readonly declaration?: OrderDeclaration;
}

function byKey(a: FoundWorkload, b: FoundWorkload): number {
  return keyOf(a.workload) < keyOf(b.workload) ? -1 : 1;
}

function keyOf({ kind, name, item }: Workload): string {
  return `${kind} ${item?.namespace ?? ''} ${name}`;
}

function itemGone({ object, kind, name }: Workload): Finding {
  return {
    id: 'item-gone',
    severity: 'error',
    message: `the ${object.kind} had ${kind} "${name}" when the order was declared, but not when it was rendered`,
    cure: 'call StartOrder.find after the patch that renames the workload, or declare no order for it',
  };
}
