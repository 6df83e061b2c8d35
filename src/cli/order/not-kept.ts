import type { Container, PodSpec } from '../../private/manifest';
import type { Annotated } from './annotation';
import type { PlacedFinding } from './order-input';
import { hookWords, startgateWords } from './startgate-words';

/** Dependencies that the annotation promises and the manifest does not keep: it was changed after it was rendered. */
export function notKept(spec: PodSpec, dependencies: readonly Annotated[]): PlacedFinding[] {
  const init = spec.initContainers ?? [];
  const containers = [...init, ...(spec.containers ?? [])];
  const findings: PlacedFinding[] = [];
  for (const dependency of dependencies) {
    const of = (name: string): Container | undefined => containers.find((container) => container.name === name);
    const [waiting, awaited] = [of(dependency.container), of(dependency.dependsOn)];
    // names that are not there are the business of a rule
    if (waiting === undefined || awaited === undefined) continue;
    const missing = missingOf(dependency, waiting, awaited, containers, init.length);
    if (missing === undefined) continue;
    findings.push({
      id: 'annotation-not-kept',
      severity: 'error',
      message: `the annotation says that "${dependency.container}" waits for "${dependency.dependsOn}" by ${dependency.mechanism}, but ${missing.text}`,
      cure: 'render the manifest again, or undo the change that was made to it after it was rendered',
      container: missing.container,
    });
  }
  return findings;
}

interface Missing {
  readonly container: string;
  readonly text: string;
}

function missingOf(dependency: Annotated, waiting: Container, awaited: Container, order: readonly Container[], initCount: number): Missing | undefined {
  const { name } = awaited;
  const isBefore = order.indexOf(awaited) < order.indexOf(waiting);
  const isInit = order.indexOf(awaited) < initCount;
  switch (dependency.mechanism) {
    case 'guard': {
      const guard = startgateWords(waiting.command ?? []);
      const waits = guard?.verb === 'exec' && guard.gates.some((gate) => gate.name === name);
      return waits ? undefined : { container: waiting.name, text: `no guard of "${waiting.name}" waits for it` };
    }
    case 'post-start':
      if (!isBefore) return { container: name, text: `"${name}" stands behind "${waiting.name}"` };
      if (dependency.condition !== 'healthy' || hookWords(awaited.lifecycle?.postStart)?.verb === 'wait') return undefined;
      return { container: name, text: `no postStart hook of "${name}" runs the waiter` };
    case 'order':
      return isInit && isBefore && awaited.restartPolicy !== 'Always' ? undefined : { container: name, text: `"${name}" is no init container before "${waiting.name}"` };
    case 'native':
    case 'native-waiter':
      if (!isInit || awaited.restartPolicy !== 'Always') return { container: name, text: `"${name}" is no native sidecar` };
      if (!isBefore) return { container: name, text: `"${name}" stands behind "${waiting.name}"` };
      return dependency.condition !== 'healthy' || awaited.startupProbe !== undefined ? undefined : { container: name, text: `"${name}" has no startupProbe` };
  }
}
