import { canonical } from '../../private/canonical';
import { startupProbe } from '../../private/check-probe';
import { publicTarget, unescapeReferences } from '../../private/check-target';
import type { Container, PodSpec } from '../../private/manifest';
import type { CheckModel, ContainerModel, EdgeModel, ForeignModel, OrderModel } from '../../private/model';
import { gateTime } from '../../private/plan/gate';
import {
  IMAGE_VOLUME_NAME, INSTALLED_WAITER, INSTALLER_NAME, isInOurFolder, isWaiterName, ORDER_ANNOTATION, VOLUME_NAME,
} from '../../private/pod-names';
import { isResolved, resolveCheck } from '../../private/resolved-check';
import { type Absent, type Annotated, type AnnotatedOrder, waitsOf } from './annotation';
import { notKept } from './annotation-mismatch';
import { isGuardProbe } from './guard-probe';
import type { OrderInput, PlacedFinding } from './order-input';
import { resultsOfSteps, stepOf, withoutResultsFolder } from './rendered-steps';
import { hookWords, startgateWords } from './startgate-words';
import { checkOfTarget } from './target';
import type { Workload } from './workload';

/** The order that was rendered into a manifest, and the manifest as it was before: what we brought into it is taken out. */
export function annotatedOrder(
  { template }: Workload, { dependencies, absent, kubernetesVersion: renderedFor }: AnnotatedOrder, kubernetesVersion = renderedFor,
): OrderInput {
  const findings: PlacedFinding[] = notKept(template, dependencies);
  const spec = { ...template.spec };
  const installer = spec.initContainers?.find(({ name }) => name === INSTALLER_NAME);
  const waiters = spec.initContainers?.filter(({ name }) => isWaiterName(name)) ?? [];
  const imageVolume = spec.volumes?.find(({ name }) => name === IMAGE_VOLUME_NAME)?.image as { reference?: string } | undefined;
  const declared = new Map<string, ContainerModel>();
  const results = resultsOfSteps(template.spec);
  const restore = (container: Container): Container => {
    const { name } = container;
    const restored: Container = { ...container };
    let waiterPath: string | undefined;
    const words = startgateWords(container.command ?? []);
    const guard = words?.verb === 'exec' ? words : undefined;
    const mine = (path: string): void => { if (path !== INSTALLED_WAITER) waiterPath = path; };
    if (guard !== undefined) {
      restored.command = [...guard.command];
      withoutResultsFolder(restored);
      mine(guard.path);
    }
    if (isGuardProbe(restored.startupProbe)) delete restored.startupProbe;
    const into = dependencies.filter(({ dependsOn, condition }) => dependsOn === name && condition === 'healthy');
    if (into.some(({ mechanism }) => mechanism === 'post-start')) mine(takeHook(restored) ?? INSTALLED_WAITER);
    if (into.some(({ mechanism }) => mechanism === 'native-waiter')) mine(takeWaiterProbe(restored) ?? INSTALLED_WAITER);
    const named = checkOfTarget(into.find(({ check }) => check !== undefined)?.check ?? '');
    const check = declaredCheck(restored, takeOwnProbe(restored, dependencies, named) ?? named);
    const mounts = restored.volumeMounts?.filter(({ mountPath }) => !isInOurFolder(mountPath));
    if (mounts === undefined || mounts.length === 0) delete restored.volumeMounts;
    else restored.volumeMounts = mounts;
    declared.set(name, {
      name,
      ...(check === undefined ? {} : { check }),
      ...(waiterPath === undefined ? {} : { waiterPath }),
      ...(guard?.step === undefined ? {} : { step: true, stepOptions: stepOf(guard.step, results.get(name) ?? []) }),
      // a regular container that is stopped with the others was declared to live as a sidecar
      ...(guard !== undefined && guard.until.length > 0 ? { sidecar: true } : {}),
    });
    return restored;
  };
  for (const [name, model] of foreignOf(template.spec, dependencies)) declared.set(name, model);
  spec.initContainers = spec.initContainers?.filter((container) => container !== installer && !waiters.includes(container)).map(restore);
  spec.containers = spec.containers?.map(restore);
  spec.volumes = spec.volumes?.filter(({ name }) => name !== VOLUME_NAME && name !== IMAGE_VOLUME_NAME);
  const { [ORDER_ANNOTATION]: _annotation, ...annotations } = template.holder.metadata?.annotations ?? {};
  const order: OrderModel = {
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    ...deliveryOf(installer, imageVolume, waiters[0]),
    ...(containersOf(template.spec).some(({ startupProbe: probe }) => isGuardProbe(probe)) ? {} : { readiness: false }),
    containers: declared,
    edges: [...dependencies.map(edgeOf), ...stillAbsent(template.spec, absent)],
    sidecars: [],
  };
  return {
    origin: 'annotation', order, findings, known: new Map(), more: [], notes: new Map(),
    template: { ...template, spec, holder: { metadata: { annotations } } },
  };
}

/** How the waiter came into the Pod. */
function deliveryOf(
  installer: Container | undefined, imageVolume: { reference?: string } | undefined, waiter: Container | undefined,
): Partial<OrderModel> {
  if (imageVolume?.reference !== undefined) return { runtimeImage: imageVolume.reference, delivery: 'image-volume' };
  if (installer?.image !== undefined) return { runtimeImage: installer.image, delivery: 'install' };
  return waiter?.image === undefined ? {} : { runtimeImage: waiter.image };
}

function containersOf({ initContainers = [], containers = [] }: PodSpec): readonly Container[] {
  return [...initContainers, ...containers];
}

function edgeOf({ container, dependsOn, condition, timeoutMs, onTimeout, mechanism }: Annotated): EdgeModel {
  return { dependent: container, dependency: dependsOn, condition, timeoutMs, onTimeout, ...(mechanism === 'order' ? {} : { mechanism }) };
}

/** What the manifest does not have; a container that an injector has added since then is a container like others. */
function foreignOf(spec: PodSpec, dependencies: readonly Annotated[]): Map<string, ContainerModel> {
  const names = new Set(containersOf(spec).map(({ name }) => name));
  return new Map(dependencies.flatMap(({ dependsOn: name, place, check = '' }): [string, ContainerModel][] => {
    if (place === undefined || names.has(name)) return [];
    const named = checkOfTarget(check);
    const foreign: ForeignModel = place === 'outside' ? { kind: 'outside' } : { kind: 'injected', native: place === 'injected-native' };
    return [[name, { name, foreign, ...(named === undefined ? {} : { check: named }) }]];
  }));
}

/** A container that has come into the manifest since then has no gate. */
function stillAbsent(spec: PodSpec, absent: readonly Absent[]): EdgeModel[] {
  const names = new Set(containersOf(spec).map(({ name }) => name));
  return absent
    .filter(({ dependsOn }) => !names.has(dependsOn))
    .map(({ container, dependsOn }) => ({ dependent: container, dependency: dependsOn, optional: true }));
}

/** @returns the path of the waiter */
function takeHook(container: Container): string | undefined {
  const waiter = hookWords(container.lifecycle?.postStart);
  if (waiter?.verb !== 'wait') return undefined;
  const { postStart: _hook, ...rest } = container.lifecycle ?? {};
  container.lifecycle = rest;
  if (Object.keys(rest).length === 0) delete container.lifecycle;
  return waiter.path;
}

/** @returns the path of the waiter */
function takeWaiterProbe(container: Container): string | undefined {
  const waiter = startgateWords(container.startupProbe?.exec?.command ?? []);
  if (waiter?.verb !== 'wait') return undefined;
  delete container.startupProbe;
  return waiter.path;
}

/** The check of a startup probe that is exactly what an order makes of it; the probe is taken out. Any other is the container's own. */
function takeOwnProbe(
  container: Container, dependencies: readonly Annotated[], named: CheckModel | undefined,
): CheckModel | undefined {
  const gates = dependencies.filter(({ dependsOn, condition, mechanism }) =>
    dependsOn === container.name && condition === 'healthy' && mechanism === 'native');
  const resolved = gates.length === 0 ? undefined : resolveCheck(container, undefined);
  if (resolved === undefined || !isResolved(resolved) || resolved.source !== 'startupProbe') return undefined;
  const { timeoutMs, forEver } = gateTime(waitsOf(container.name, dependencies), gates);
  // a probe does not say where its container listens
  const listensOn = named !== undefined && 'listensOn' in named ? { listensOn: named.listensOn } : {};
  const check = { ...unescaped(resolved.check), ...listensOn };
  const made = startupProbe({ ...resolved, check, source: 'readyWhen', attemptSeconds: undefined }, timeoutMs, forEver);
  if (canonical(made) !== canonical(container.startupProbe)) return undefined;
  delete container.startupProbe;
  return check;
}

/** In a probe `$$(` stands for `$(`: a declared command is written with `$(` alone. */
function unescaped(check: CheckModel): CheckModel {
  return check.kind === 'command' ? { ...check, command: check.command.map((word) => unescapeReferences(word)) } : check;
}

/** What the annotation names, unless a probe of the container says the same. */
function declaredCheck(container: Container, named: CheckModel | undefined): CheckModel | undefined {
  const own = resolveCheck(container, undefined);
  return named !== undefined && isResolved(own) && publicTarget(own.check) === publicTarget(named) ? undefined : named;
}
