import type { IConstruct } from 'constructs';
import { AllContainers } from './all-containers';
import type { Check } from './check';
import { Condition } from './condition';
import { Injected, type InjectedOptions } from './injected';
import { Mechanism } from './mechanism';
import { OnTimeout } from './on-timeout';
import type { OrderFinding } from './order-finding';
import { OrderedContainer } from './ordered-container';
import { CHECK } from './private/check-option';
import type { GatedObject } from './private/construct/gated-object';
import type { OrderDeclaration } from './private/declaration/order-declaration';
import { imageLockAt } from './private/construct/image-locks';
import { addDefaults, placeOf } from './private/construct/scope-rules';
import { publicFinding } from './private/construct/start-order-error';
import { gatedObject, manifestBefore } from './private/construct/synthesis';
import { allWorkloads, findWorkloads, insteadOf, requireConstruct, type Workload, workloadOf, type WorkloadQuery } from './private/construct/workload';
import { explanationOf } from './private/explanation/explanation';
import { explainText } from './private/explanation/explanation-text';
import { mermaidOf } from './private/explanation/mermaid';
import { type InjectedModel, injectedModel } from './private/injected-model';
import { INJECTED_OPTIONS } from './private/injected-option';
import { instanceOf, LABEL, listOf, requireOptions, requireValue, text } from './private/option';
import { FIND_OPTIONS, IGNORE_OPTIONS, RULE, START_ORDER_DEFAULTS, START_ORDER_OPTIONS, WORKLOAD_OPTIONS } from './private/order-option';
import { Sidecar } from './sidecar';
import type { FindOptions, IgnoreOptions, StartOrderDefaults, StartOrderOptions, WorkloadOptions } from './start-order-options';

const KIND = text('the kind of a workload, such as "Deployment"');
const NAME = text('the name of a workload, such as "web"');
const NAMES = listOf('a list with the names of containers, such as ["fetch", "load"]', (item) => typeof item === 'string', 1);
const INJECTED = instanceOf('an Injected, such as Injected.istio()', (value) => value instanceof Injected);
const SIDECAR = instanceOf('a Sidecar, such as Sidecar.of("proxy", { image: "registry.example/proxy:1.4" })', (value) => value instanceof Sidecar);

/**
 * The start order of the containers of one Pod: which container waits for which.
 *
 * @example
 * declare const deployment: kplus.Deployment;
 * const order = StartOrder.of(deployment);
 * const proxy = order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 }));
 * order.container('app').dependsOn(proxy);
 */
export class StartOrder {
  /**
   * The start order of a workload. Each call for the same workload returns the same order.
   *
   * Under the hood, synthesis rewrites the manifest of the workload. The workload can come from cdk8s-plus, a generated `KubeXxx`
   * class, an `ApiObject`, `Include` or `Helm`.
   *
   * @param workload a construct that is or contains one workload: Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job,
   * CronJob, or another kind with a Pod at `spec.template` or at `podPath`
   * @param options path of the Pod template
   * @throws if the construct contains no workload, several workloads, or a workload in a `kind: List`; use `find` for a List; if another
   * path was given before
   */
  public static of(workload: IConstruct, options: WorkloadOptions = {}): StartOrder {
    requireConstruct('StartOrder.of needs a construct with one workload, such as a Deployment of cdk8s-plus', workload);
    return StartOrder.on(workloadOf(workload, manifestBefore), requireOptions('StartOrder.of', options, WORKLOAD_OPTIONS));
  }

  /**
   * The start order of a workload that is known only by its kind and name, such as a workload from `Include` or `Helm`,
   * even inside a `kind: List`.
   *
   * @param scope the construct to search, at any depth
   * @param kind its kind, for example `Deployment`
   * @param name its `metadata.name`
   * @param options namespace, path of the Pod template
   * @throws if there is no such workload, or several
   */
  public static find(scope: IConstruct, kind: string, name: string, options: FindOptions = {}): StartOrder {
    const { podPath, ...query } = queryOf('StartOrder.find', scope, kind, name, options);
    const order = StartOrder.search('StartOrder.find', scope, query, podPath);
    if (order !== undefined) return order;
    throw new Error(`StartOrder.find: there is no ${queryText(query)} under "${scope.node.path}", which has ${insteadOf(scope, query, manifestBefore)}`);
  }

  /**
   * Like `find`, but returns undefined if there is no such workload.
   *
   * @param scope the construct to search, at any depth
   * @param kind its kind, for example `Deployment`
   * @param name its `metadata.name`
   * @param options namespace, path of the Pod template
   * @throws if there are several such workloads
   */
  public static tryFind(scope: IConstruct, kind: string, name: string, options: FindOptions = {}): StartOrder | undefined {
    const { podPath, ...query } = queryOf('StartOrder.tryFind', scope, kind, name, options);
    return StartOrder.search('StartOrder.tryFind', scope, query, podPath);
  }

  /**
   * The orders of all workloads under a scope, also of those in a `kind: List`: for what a `StartOrderPolicy` can't say. A workload that is
   * added later is not among them.
   *
   * @param scope the construct to search, at any depth, such as an App
   * @returns the orders of Pods, Deployments, StatefulSets, DaemonSets, ReplicaSets, Jobs and CronJobs, by construct path
   */
  public static findAll(scope: IConstruct): StartOrder[] {
    requireConstruct('StartOrder.findAll needs a construct to search, such as a Chart', scope);
    return allWorkloads(scope, manifestBefore).map((workload) => StartOrder.on(workload, {}));
  }

  /**
   * Sets options for every order under a scope, such as an App or a Chart, also for orders that were declared before. For each option,
   * `configure` of the order wins, then the nearest scope. A second call for a scope may add options, but can't change them.
   *
   * @param scope the construct whose orders get the options
   * @param options target cluster, mechanism, runtime image, what fails the synthesis
   * @throws if an option contradicts an earlier call for the same scope, is misspelt or has a wrong value, or if the image lock can't be
   * read
   */
  public static defaults(scope: IConstruct, options: StartOrderDefaults): void {
    requireConstruct('StartOrder.defaults needs a construct, such as an App', scope);
    const { imageLock, ...rest } = requireOptions(`the start order defaults of ${placeOf(scope)}`, options, START_ORDER_DEFAULTS);
    addDefaults(scope, imageLock === undefined ? rest : { ...rest, imageLock: imageLockAt(scope, imageLock) });
  }

  private static search(where: string, scope: IConstruct, query: WorkloadQuery, podPath: string | undefined): StartOrder | undefined {
    const [found, second] = findWorkloads(scope, query, manifestBefore);
    if (second === undefined) return found === undefined ? undefined : StartOrder.on(found, podPath === undefined ? {} : { podPath });
    throw new Error(`${where}: there are several ${queryText(query)} under "${scope.node.path}"; add { namespace }, or use a narrower scope`);
  }

  private static readonly orders = new WeakMap<OrderDeclaration, StartOrder>();

  private static on(workload: Workload, options: WorkloadOptions): StartOrder {
    const gated = gatedObject(workload.object);
    const declaration = gated.declarationOf(workload);
    declaration.configure(options);
    const order = StartOrder.orders.get(declaration) ?? new StartOrder(workload, gated, declaration);
    StartOrder.orders.set(declaration, order);
    return order;
  }

  private constructor(
    private readonly workload: Workload,
    private readonly gated: GatedObject,
    private readonly declaration: OrderDeclaration,
  ) {}

  /**
   * Sets the options of the whole order. A second call may add options, but can't change them.
   *
   * @param options target cluster, mechanism, runtime image
   * @returns this order
   * @throws if the version is no Kubernetes version, if an option contradicts an earlier call, is misspelt or has a wrong type, or if the
   * image lock can't be read
   */
  public configure(options: StartOrderOptions): StartOrder {
    const { imageLock, ...rest } = requireOptions(`the start order of ${this.declaration.place}`, options, START_ORDER_OPTIONS);
    this.declaration.configure(imageLock === undefined ? rest : { ...rest, imageLock: imageLockAt(this.workload.object, imageLock) });
    return this;
  }

  /**
   * A container of the Pod, by its name. Synthesis checks that the Pod has the container.
   *
   * @param name the name in the manifest
   * @throws if `name` can't be the name of a container
   */
  public container(name: string): OrderedContainer {
    this.declaration.touch(name);
    return OrderedContainer._of(name, this.declaration);
  }

  /**
   * Every container of the Pod but the sidecars, also containers that are added to the manifest later: `all().dependsOn(proxy)` makes
   * each of them wait.
   */
  public all(): AllContainers {
    return AllContainers._of(this.declaration);
  }

  /**
   * Declares that containers of the Pod run one after another. Each step starts when the step before it has succeeded, without a timeout.
   * When a step fails, the later steps are skipped and end with exit code 0, so that the Pod fails with the exit code of the failed
   * step. The termination message of each step is JSON with its result.
   *
   * Under the hood, the guard starts each step. Needs the commands of the containers, the restart policy Never, and `runtimeImage` or
   * `waiterPath`.
   *
   * @param names the containers, in the order in which they run
   * @returns this order
   * @throws if there is no name, if a name is given twice, or if a name can't be the name of a container
   */
  public steps(names: string[]): StartOrder {
    const { place } = this.declaration;
    requireValue(`the steps of ${place}`, names, NAMES);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) throw new Error(`step "${twice}" of ${place} is named twice; give each step its own name`);
    // all names first, so that nothing is declared of a row with a wrong one
    const steps = names.map((name) => this.container(name));
    steps.forEach((step, index) => {
      this.declaration.describe(step.name, 'steps', { step: true });
      const before = steps[index - 1];
      if (before === undefined) return;
      step.dependsOn(before, { condition: Condition.SUCCEEDED, mechanism: Mechanism.GUARD, onTimeout: OnTimeout.BLOCK });
    });
    return this;
  }

  /**
   * Adds a sidecar to the Pod.
   *
   * Under the hood, from Kubernetes 1.29 on the sidecar becomes a native sidecar after the existing init containers. Before that, it
   * becomes the first of the regular containers.
   *
   * @param sidecar the container as data
   * @returns the container of the sidecar, for `dependsOn`
   * @throws if another sidecar of this name was added before
   */
  public addSidecar(sidecar: Sidecar): OrderedContainer {
    requireValue(`the sidecar of ${this.declaration.place}`, sidecar, SIDECAR);
    this.declaration.addSidecar(sidecar._model, sidecar._check);
    return this.container(sidecar.name);
  }

  /**
   * A container that is not in the manifest: an injector adds it to the Pod at admission, such as the proxy of a mesh.
   *
   * A guard waits for it. An init container can wait for it only where it is injected as a native sidecar in front: `native`.
   *
   * @param name its name in the running Pod, for example `istio-proxy`
   * @param check a check over the network with a port number, or a file or unix socket at its path in the container that waits
   * @param options native
   * @returns the container, for `dependsOn`
   * @throws if the name can't be the name of a container, if the check runs a command or has no port number, or if the container was
   * declared differently before
   */
  public injected(name: string, check: Check, options: InjectedOptions = {}): OrderedContainer {
    const what = `the injected container of ${this.declaration.place}`;
    requireValue(`the name of ${what}`, name, LABEL);
    requireValue(`the check of ${what}`, check, CHECK);
    const { native = false } = requireOptions(what, options, INJECTED_OPTIONS);
    return this.inject(injectedModel(name, check._model, native));
  }

  /**
   * A sidecar of a known injector, with its check: `Injected.istio()`.
   *
   * @param injected the sidecar as data
   * @returns the container, for `dependsOn`
   * @throws if the container was declared differently before
   */
  public addInjected(injected: Injected): OrderedContainer {
    requireValue(`the injected container of ${this.declaration.place}`, injected, INJECTED);
    return this.inject(injected._model);
  }

  private inject(model: InjectedModel): OrderedContainer {
    this.declaration.inject(model);
    return this.container(model.name);
  }

  /**
   * Silences a rule in this Pod. Synthesis no longer warns, and `explain` shows the reason.
   *
   * Under the hood, the order writes the reason to the Pod template as the annotation `startgate.dev/ignore.RULE`, which also silences the
   * command line. You can also write this annotation by hand, on the Pod template or on the workload. An error can't be silenced, unless
   * it is only a judgement: `port-of-another-container`, `host-network-port` and `sidecar-after-end`.
   *
   * @param rule the id of the rule, for example `not-gated-again`
   * @param options reason
   * @returns this order
   * @throws if there is no such rule, the rule can't be silenced, the reason is missing, or another reason was given before
   * @see https://github.com/startgate/cdk8s-startgate/blob/main/docs/rules.md
   */
  public ignore(rule: string, options: IgnoreOptions): StartOrder {
    requireValue(`the rule that the start order of ${this.declaration.place} ignores`, rule, RULE);
    const { reason } = requireOptions(`the rule "${rule}" that the start order of ${this.declaration.place} ignores`, options, IGNORE_OPTIONS);
    this.declaration.ignore(rule, reason);
    return this;
  }

  /** The kind of the workload, for example `Deployment`. */
  public get kind(): string {
    return this.workload.kind;
  }

  /** The name of the workload, as in its manifest. */
  public get workloadName(): string {
    return this.workload.name;
  }

  /**
   * The manifest of the workload as it is now, before any order is in it.
   *
   * @returns a copy, as the Kubernetes API spells it
   * @throws if the workload is no longer in its List
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  public manifest(): any {
    const manifest = this.gated.manifestOf(this.workload);
    if (manifest === undefined) throw new Error(`${this.declaration.place} is no longer in its List; call StartOrder.find after the patch that renames it`);
    return manifest;
  }

  /**
   * What every rule says of the order, as data: errors, warnings and infos, with those that are ignored.
   *
   * @see https://github.com/startgate/cdk8s-startgate/blob/main/docs/testing.md
   */
  public findings(): OrderFinding[] {
    const { path, findings } = this.gated.findingsOf(this.workload);
    return findings.map((finding) => publicFinding(path, finding));
  }

  /**
   * The order as text: the start waves, the cost, the findings of the rules, and each gate with its check, timeout, mechanism and the
   * faults that can open it.
   */
  public explain(): string {
    const { plan, findings } = this.gated.analyze(this.workload);
    return explainText(explanationOf(this.workload.name, plan, findings));
  }

  /**
   * The order as a Mermaid flowchart.
   *
   * @see https://mermaid.js.org/syntax/flowchart.html
   */
  public toMermaid(): string {
    const { plan, findings } = this.gated.analyze(this.workload);
    return mermaidOf([explanationOf(this.workload.name, plan, findings)]);
  }
}

function queryOf(where: string, scope: IConstruct, kind: string, name: string, options: FindOptions): WorkloadQuery & WorkloadOptions {
  requireConstruct(`${where} needs a construct to search, such as a Chart`, scope);
  return {
    kind: requireValue(`"kind" of ${where}`, kind, KIND),
    name: requireValue(`"name" of ${where}`, name, NAME),
    ...requireOptions(where, options, FIND_OPTIONS),
  };
}

function queryText({ kind, name, namespace }: WorkloadQuery): string {
  return `${kind} "${name}"${namespace === undefined ? '' : ` in namespace "${namespace}"`}`;
}
