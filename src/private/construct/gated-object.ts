import type { ApiObject } from 'cdk8s';
import { type Analysis, analyze, type ServicesOfApp, writeOrder } from '../apply-order';
import { Decisions } from '../decided-pods';
import { type Finding, formatErrors, type WorkloadFindings } from '../finding';
import { deepClone, type JsonObject } from '../manifest';
import { OrderDeclaration } from './order-declaration';
import { manifestIn, type Workload } from './workload';

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
    const findings: WorkloadFindings[] = [];
    for (const { workload, declaration } of this.inOrder()) {
      const own = manifestIn(manifest, workload);
      const found = own === undefined ? [itemGone(workload)] : writeOrder(own, declaration.model(), this.decisions, services);
      if (found.length > 0) findings.push(this.placed(workload, found));
    }
    return { manifest, findings };
  }

  /** The analysis of one workload, without rendering it. */
  analyze(workload: Workload): Required<Analysis> {
    const own = manifestIn(this.copy(), workload);
    const { plan, findings } = own === undefined
      ? { findings: [itemGone(workload)] }
      : analyze(own, this.declarationOf(workload).model(), this.services);
    if (plan === undefined) throw new Error(formatErrors([this.placed(workload, findings)]));
    return { plan, findings };
  }

  /** Fresh and ours to write orders into. */
  private copy(): JsonObject {
    return deepClone(this.original() as JsonObject);
  }

  placed({ kind, name }: Workload, findings: readonly Finding[]): WorkloadFindings {
    return { path: this.object.node.path, kind, name, findings };
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
    return [...this.workloads.values()].sort((a, b) => (keyOf(a.workload) < keyOf(b.workload) ? -1 : 1));
  }
}

export function isError(finding: Finding): boolean {
  return finding.severity === 'error';
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
