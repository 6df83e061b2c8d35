import { holdState, knownSidecar } from '../../private/injectors';
import type { Container } from '../../private/manifest';
import { gateTime, isInitGate, isNativeGate, sharedPolicy } from '../../private/plan/gate';
import { isWaiterName } from '../../private/pod-names';
import type { PodTemplate } from '../../private/pod-template';
import { type Annotated, waitsOf } from './annotation';
import { guardDiffers, inContainer, probeDiffers, publicText, waiterDiffers } from './gate-mismatch';
import type { PlacedFinding } from './order-input';
import { hookWords, type StartgateGate, startgateWords } from './startgate-words';

/** Dependencies that the annotation promises and the manifest does not keep: it was changed after it was rendered. */
export function notKept({ spec, holder }: Pick<PodTemplate, 'spec' | 'holder'>, dependencies: readonly Annotated[]): PlacedFinding[] {
  const init = spec.initContainers ?? [];
  const containers = [...init, ...(spec.containers ?? [])];
  const findings: PlacedFinding[] = [];
  for (const dependency of dependencies) {
    const of = (name: string): Container | undefined => containers.find((container) => container.name === name);
    const foreign = dependency.place === undefined ? undefined : { name: dependency.dependsOn };
    const [waiting, awaited] = [of(dependency.container), of(dependency.dependsOn) ?? foreign];
    // names that are not there are the business of a rule
    if (waiting === undefined || awaited === undefined) continue;
    const place = { containers, initCount: init.length, dependencies };
    const missing = dependency.mechanism === 'post-start' && foreign !== undefined
      ? withoutHold(dependency, holder)
      : missingOf(dependency, waiting, awaited, place);
    if (missing === undefined) continue;
    findings.push({
      id: 'annotation-not-kept',
      severity: 'error',
      message: `the annotation says that "${dependency.container}" waits for "${dependency.dependsOn}" with ${dependency.mechanism}, but ${missing.text}`,
      cure: 'render the manifest again, or undo the change made after rendering',
      container: missing.container,
    });
  }
  return findings;
}

/** The injector adds the hook if the Pod template asks for it. */
function withoutHold({ dependsOn, container }: Annotated, holder: PodTemplate['holder']): Missing | undefined {
  const hold = knownSidecar(dependsOn)?.hold;
  if (hold !== undefined && holdState(hold, { holder }) === 'kept') return undefined;
  return { container, text: `the Pod template has no annotation ${hold?.annotation ?? ''} that asks the injector of "${dependsOn}" to hold` };
}

interface Missing {
  readonly container: string;
  readonly text: string;
}

interface Place {
  readonly containers: readonly Container[];
  readonly initCount: number;
  readonly dependencies: readonly Annotated[];
}

function missingOf(
  dependency: Annotated, waiting: Container, awaited: Container, { containers, initCount, dependencies }: Place,
): Missing | undefined {
  const { name } = awaited;
  const isThere = containers.includes(awaited);
  const isBefore = containers.indexOf(awaited) < containers.indexOf(waiting);
  const isInit = containers.indexOf(awaited) < initCount;
  const at = (container: string, text: string | undefined): Missing | undefined => (text === undefined ? undefined : { container, text });
  switch (dependency.mechanism) {
    case 'guard': {
      const guard = startgateWords(waiting.command ?? []);
      if (guard?.verb === 'refused') return at(waiting.name, `the waiter refuses the command of "${waiting.name}": ${guard.why}`);
      const gate = guard?.verb === 'exec' ? guard.gates.find((each) => isGateOf(dependency, each)) : undefined;
      if (gate === undefined) return at(waiting.name, `"${waiting.name}" has no guard that waits for it`);
      return at(waiting.name, guardDiffers(dependency, gate, waiting, awaited));
    }
    case 'post-start':
      if (!isBefore) return at(name, `"${name}" comes after "${waiting.name}"`);
      return dependency.condition === 'healthy' ? at(name, hookDiffers(dependency, awaited, dependencies)) : undefined;
    case 'order':
      if (isInit && isBefore && awaited.restartPolicy !== 'Always') return undefined;
      return at(name, `"${name}" is not an init container before "${waiting.name}"`);
    case 'init-waiter': {
      if (isThere && (!isInit || awaited.restartPolicy !== 'Always')) return at(name, `"${name}" is not a native sidecar`);
      const between = containers.slice(containers.indexOf(awaited) + 1, Math.max(0, containers.indexOf(waiting)));
      return at(waiting.name, initWaiterDiffers(dependency, awaited, between, dependencies));
    }
    case 'native':
    case 'native-waiter':
      if (!isInit || awaited.restartPolicy !== 'Always') return at(name, `"${name}" is not a native sidecar`);
      if (!isBefore) return at(name, `"${name}" comes after "${waiting.name}"`);
      if (dependency.condition !== 'healthy') return undefined;
      if (awaited.startupProbe === undefined) return at(name, `"${name}" has no startupProbe`);
      return at(name, startupProbeDiffers(dependency, awaited, dependencies));
  }
}

/** A target outside of the Pod has no name: its check is its name. */
function isGateOf({ dependsOn, place }: Annotated, { name, check }: StartgateGate): boolean {
  return place === 'outside' ? name === undefined && publicText(check) === publicText(dependsOn) : name === dependsOn;
}

function hookDiffers(dependency: Annotated, { name, lifecycle }: Container, dependencies: readonly Annotated[]): string | undefined {
  const words = hookWords(lifecycle?.postStart);
  if (words?.verb !== 'wait') return `"${name}" has no postStart hook that runs the waiter`;
  const gates = dependencies.filter(({ dependsOn, condition, mechanism }) =>
    dependsOn === name && condition === 'healthy' && mechanism === 'post-start');
  const policy = sharedPolicy(waitsOf(name, dependencies), gates);
  return waiterDiffers(`the postStart hook of "${name}"`, words.gates[0]!, dependency, policy);
}

/** One of the init containers between the two waits for the first of them. */
function initWaiterDiffers(
  dependency: Annotated, awaited: Container, between: readonly Container[], dependencies: readonly Annotated[],
): string | undefined {
  const { container, dependsOn } = dependency;
  for (const waiter of between) {
    const words = isWaiterName(waiter.name) && waiter.restartPolicy !== 'Always' ? startgateWords(waiter.command ?? []) : undefined;
    const gate = words?.verb === 'wait' ? words.gates.find((each) => isGateOf(dependency, each)) : undefined;
    if (gate === undefined) continue;
    const gates = dependencies.filter((each) => each.dependsOn === dependsOn && isInitGate(each));
    const check = inContainer(dependency.check, waiter, awaited);
    const policy = sharedPolicy(waitsOf(dependsOn, dependencies), gates);
    return waiterDiffers(`the init container "${waiter.name}"`, gate, { ...dependency, check }, policy);
  }
  return `no init container between "${dependsOn}" and "${container}" waits for it`;
}

/** One probe is the gate of all that wait for it. Under OnTimeout.BLOCK it is asked again for ever: the waiter in it always gives up. */
function startupProbeDiffers(dependency: Annotated, awaited: Container, dependencies: readonly Annotated[]): string | undefined {
  const { name, startupProbe } = awaited;
  const gates = dependencies.filter((each) => each.dependsOn === name && isNativeGate(each));
  if (gates.every(({ mechanism }) => mechanism === 'native')) return probeDiffers(dependency, awaited);
  const words = startgateWords(startupProbe?.exec?.command ?? []);
  if (words?.verb !== 'wait') return `the startupProbe of "${name}" does not run the waiter`;
  const { timeoutMs } = gateTime(waitsOf(name, dependencies), gates);
  return waiterDiffers(`the startupProbe of "${name}"`, words.gates[0]!, dependency, { timeoutMs, onTimeout: 'fail' });
}
