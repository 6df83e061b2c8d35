import { checkPod, classOf } from './check-pod';
import type { DeclaredDependency, DrawnPod } from './draw-pod';
import type { Container } from './model/pod';

/** The smallest Pod in which a class of violations is still seen: whatever can be left out is. */
export function shrink(drawn: DrawnPod, wanted: string): DrawnPod {
  for (const smaller of smallerOnes(drawn)) if (shows(smaller, wanted)) return shrink(smaller, wanted);
  return drawn;
}

function shows(drawn: DrawnPod, wanted: string): boolean {
  return checkPod(drawn).violations.some((violation) => classOf(violation) === wanted);
}

function* smallerOnes(drawn: DrawnPod): Generator<DrawnPod> {
  const { pod, dependencies } = drawn;
  const { initContainers = [], containers } = pod;
  for (const { name } of [...initContainers, ...containers]) {
    if (containers.length > 1 || containers[0]!.name !== name) yield without(drawn, name);
  }
  for (const dependency of dependencies) yield { ...drawn, dependencies: dependencies.filter((each) => each !== dependency) };
  for (const key of ['servicePort', 'outside', 'steps', 'kubernetesVersion', 'mechanism', 'runtimeImage', 'delivery'] as const) {
    if (key in drawn) yield omit(drawn, key);
  }
  for (const [index, dependency] of dependencies.entries()) {
    for (const key of ['timeoutSeconds', 'onTimeout', 'mechanism', 'regate'] as const) {
      if (key in dependency) yield { ...drawn, dependencies: dependencies.with(index, omit<DeclaredDependency>(dependency, key)) };
    }
  }
  for (const [index, declared] of drawn.containers.entries()) {
    for (const key of ['check', 'entrypoint', 'waiterPath'] as const) {
      if (key in declared) yield { ...drawn, containers: drawn.containers.with(index, omit(declared, key)) };
    }
    if (declared.asSidecar) yield { ...drawn, containers: drawn.containers.with(index, { ...declared, asSidecar: false }) };
  }
  for (const list of ['initContainers', 'containers'] as const) {
    for (const [index, container] of (pod[list] ?? []).entries()) {
      for (const key of [
        'args', 'command', 'ports', 'lifecycle', 'startupProbe', 'readinessProbe', 'livenessProbe', 'volumeMounts', 'restartPolicyRules',
        'restartPolicy',
      ] as const) {
        // without it a native sidecar is an init container that never ends
        if (key === 'restartPolicy' && list === 'initContainers') continue;
        if (key in container) yield { ...drawn, pod: { ...pod, [list]: pod[list]!.with(index, omit<Container>(container, key)) } };
      }
    }
  }
  if (pod.hostNetwork === true) yield { ...drawn, pod: omit(pod, 'hostNetwork') };
}

function without(drawn: DrawnPod, gone: string): DrawnPod {
  const keep = <T extends { readonly name: string }>(list: readonly T[]): T[] => list.filter(({ name }) => name !== gone);
  const { initContainers = [], containers } = drawn.pod;
  return {
    ...drawn,
    pod: { ...drawn.pod, initContainers: keep(initContainers), containers: keep(containers) },
    containers: keep(drawn.containers),
    ...(drawn.outside === undefined ? {} : { outside: drawn.outside.filter(({ dependent }) => dependent !== gone) }),
    dependencies: drawn.dependencies.filter(({ dependent, dependency }) => dependent !== gone && dependency !== gone),
    ...(drawn.steps === undefined ? {} : { steps: drawn.steps.filter((name) => name !== gone) }),
  };
}

function omit<T extends object>(object: T, key: keyof T): T {
  const { [key]: _, ...rest } = object;
  return rest as T;
}
