import { type ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Decisions } from '../decided-pods';
import { fails, type Finding, formatWarning, type WorkloadFindings } from '../finding';
import type { JsonObject } from '../manifest';
import { policyMatchesNothing } from '../policy/matches-nothing';
import { selectsKind } from '../policy/selector';
import { restartOpensGate } from '../rules/restart-opens-gate';
import type { Services } from '../services';
import { servicesUnder } from './app-services';
import { GatedObject, type Rendering } from './gated-object';
import { addPolicy, placeOf, type PolicyInScope, rulesOf } from './scope-rules';
import { startOrderError } from './start-order-error';
import { allWorkloads, apiObjectsOf, isList } from './workload';

/** All that we keep of one app, by its root construct. */
class AppSynthesis {
  private readonly gated = new Map<ApiObject, GatedObject>();
  private readonly decisions = new Decisions();
  private readonly warned = new Set<string>();
  /** Filled for the length of one `app.synth()`: every object is rendered before the first file is written. */
  private rendered?: Map<ApiObject, Rendering>;
  /** The Services of the app while all of it is rendered: read once, when they are first asked for. */
  private services?: { read?: Services };
  /** The Services of the app while one chart is rendered. */
  private pass?: ChartPass;
  private readonly policies: PolicyInScope[] = [];

  constructor(private readonly root: IConstruct) {}

  addPolicy(policy: PolicyInScope): void {
    addPolicy(policy);
    this.policies.push(policy);
  }

  /** Takes in all that a policy can select: what is added to the app until now counts. */
  gateSelected(): void {
    for (const { scope, model } of this.policies) {
      for (const object of apiObjectsOf(scope)) if (isList(object) || selectsKind(model.select, object.kind)) this.gate(object);
    }
  }

  /** The same, before a chart is rendered by itself. */
  gateSelectedOfChart(): void {
    if (this.services === undefined) this.gateSelected();
  }

  gate(object: ApiObject): GatedObject {
    const known = this.gated.get(object);
    if (known !== undefined) return known;
    const gated = new GatedObject(object, this.decisions, () => this.readServices());
    this.gated.set(object, gated);
    object.toJson = (): JsonObject => this.manifestOf(gated);
    return gated;
  }

  manifestBefore(object: ApiObject): unknown {
    return this.gated.get(object)?.original() ?? object.toJson();
  }

  /** Makes `synth` of the root all or nothing: it writes no file when an order is wrong. */
  holdWritesOf(root: Synthesizable): void {
    const text = root.synthYaml?.bind(root);
    if (text !== undefined) {
      root.synthYaml = (): string => this.together(() => {
        const yaml = text();
        this.judge(this.unmatched());
        return yaml;
      });
    }
    const original = root.synth.bind(root);
    root.synth = (): void => this.together(() => {
      this.rendered = this.renderAll();
      try {
        this.judge(this.unmatched());
        original();
      } finally {
        delete this.rendered;
      }
    });
  }

  /** What renders many objects: all of them get the same Services. */
  private together<T>(work: () => T): T {
    const before = this.services;
    this.services = before ?? {};
    try {
      this.gateSelected();
      return work();
    } finally {
      this.services = before;
    }
  }

  /** Outside of `synth` a chart is rendered object by object: a second rendering of one begins anew. */
  private servicesFor(gated: GatedObject): Services {
    if (this.services !== undefined) return this.services.read ??= this.readServices();
    const chart = Chart.of(gated.object);
    if (this.pass?.chart !== chart || this.pass.rendered.has(gated)) {
      this.pass = { chart, rendered: new Set(), services: this.readServices() };
    }
    this.pass.rendered.add(gated);
    return this.pass.services;
  }

  private readServices(): Services {
    return servicesUnder(this.root, (object) => this.manifestBefore(object));
  }

  private render(gated: GatedObject): Rendering {
    return gated.render(() => this.servicesFor(gated));
  }

  private manifestOf(gated: GatedObject): JsonObject {
    const { manifest, findings } = this.rendered?.get(gated.object) ?? this.render(gated);
    this.judge(findings);
    return manifest;
  }

  /** Says what is found, or throws all that fails the synthesis of the app. */
  private judge(found: readonly WorkloadFindings[]): void {
    if (found.some(isFailing)) throw startOrderError(this.report());
    this.warn(found);
  }

  /** What is wrong with the policies that selected nothing, of all that was rendered. */
  private unmatched(): WorkloadFindings[] {
    return this.policies.filter(({ matches }) => matches === 0).map(({ model, scope }) => {
      const { failOn } = rulesOf(scope).defaults;
      const workloads = allWorkloads(scope, (object) => this.manifestBefore(object));
      return {
        path: model.name, kind: 'StartOrderPolicy', name: model.name.slice(model.name.lastIndexOf('/') + 1),
        findings: [policyMatchesNothing(workloads.map(({ kind, name, item, object }) => (
          { kind, name, namespace: item?.namespace ?? object.metadata.namespace })), placeOf(scope))],
        ...(failOn === undefined ? {} : { failOn }),
      };
    });
  }

  /** Renders every object once. An object that fails for another reason than ours is left to fail at its turn. */
  private renderAll(): Map<ApiObject, Rendering> {
    const rendered = new Map<ApiObject, Rendering>();
    for (const gated of this.gated.values()) {
      const rendering = this.attempt(gated);
      if (rendering instanceof Failure) continue;
      if (rendering.findings.some(isFailing)) throw startOrderError(this.report());
      rendered.set(gated.object, rendering);
    }
    return rendered;
  }

  /** All that fails the synthesis of the app. Only made when there is something. */
  private report(): WorkloadFindings[] {
    const workloads = this.together(() => [...this.gated.values()].flatMap((gated) => {
      const rendering = this.attempt(gated);
      return rendering instanceof Failure ? gated.unrendered(rendering.error) : rendering.findings;
    }));
    return [...workloads, ...this.unmatched()]
      .map((workload) => ({ ...workload, findings: workload.findings.filter((finding) => fails(workload, finding)) }))
      .filter((workload) => workload.findings.length > 0)
      .sort(byPath);
  }

  private attempt(gated: GatedObject): Rendering | Failure {
    try {
      return this.render(gated);
    } catch (error) {
      return new Failure(error);
    }
  }

  private warn(workloads: readonly WorkloadFindings[]): void {
    for (const workload of workloads) {
      for (const finding of workload.findings) {
        if (finding.severity === 'warning') this.warnOnce(workload, finding);
      }
    }
  }

  private warnOnce(workload: WorkloadFindings, finding: Finding): void {
    const text = formatWarning(workload, finding);
    const key = finding.id === restartOpensGate.id ? finding.id : text;
    if (this.warned.has(key)) return;
    this.warned.add(key);
    process.emitWarning(text, { type: 'StartOrderWarning', code: finding.id });
  }
}

class Failure {
  constructor(public readonly error: unknown) {}
}

/** An App of cdk8s. */
interface Synthesizable extends IConstruct {
  synth: () => void;
  synthYaml?: () => string;
}

interface ChartPass {
  readonly chart: Chart;
  readonly rendered: Set<GatedObject>;
  readonly services: Services;
}

const apps = new WeakMap<IConstruct, AppSynthesis>();

/** The gated form of an ApiObject; the same one each time. */
export function gatedObject(object: ApiObject): GatedObject {
  return appOf(object).gate(object);
}

/** Adds a policy to its scope; `gateSelected` takes in what it selects. */
export function usePolicy(policy: PolicyInScope): void {
  appOf(policy.scope).addPolicy(policy);
}

/** Takes in all that the policies of an app can select, before a chart of the app is rendered. */
export function gateSelected(construct: IConstruct): void {
  appOf(construct).gateSelectedOfChart();
}

function appOf(construct: IConstruct): AppSynthesis {
  const { root } = construct.node;
  let app = apps.get(root);
  if (app === undefined) {
    app = new AppSynthesis(root);
    apps.set(root, app);
    if (hasSynth(root)) app.holdWritesOf(root);
  }
  return app;
}

/** The manifest of an object as it is without any order in it. */
export function manifestBefore(object: ApiObject): unknown {
  return apps.get(object.node.root)?.manifestBefore(object) ?? object.toJson();
}

function isFailing(workload: WorkloadFindings): boolean {
  return workload.findings.some((finding) => fails(workload, finding));
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  if (a.path < b.path) return -1;
  return a.path > b.path ? 1 : 0;
}

function hasSynth(root: IConstruct): root is Synthesizable {
  return typeof (root as { synth?: unknown }).synth === 'function';
}
