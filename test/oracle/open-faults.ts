import type { Violation } from './check-pod';
import type { DrawnPod } from './draw-pod';
import { endpointPort } from './model/services';

/** A fault of the library that is known and not mended yet: the test fails when it is seen no more, so that it leaves this list. */
export interface OpenFault {
  readonly text: string;
  readonly is: (drawn: DrawnPod, violation: Violation) => boolean;
}

export const OPEN_FAULTS: readonly OpenFault[] = [
  {
    text: 'in a Pod that ends, a sidecar that waits for the end of the last other container is stopped before it starts',
    is: ({ containers, dependencies, steps = [], pod }, { kind, containers: [name] }) => {
      const sidecar = containers.find((each) => each.name === name)?.asSidecar === true || pod.initContainers?.find((each) => each.name === name)?.restartPolicy === 'Always';
      const waitsForEnd = steps.includes(name!) || dependencies.some(({ dependent, condition }) => dependent === name && (condition === 'completed' || condition === 'succeeded'));
      return kind === 'never starts' && sidecar && waitsForEnd && pod.restartPolicy !== undefined;
    },
  },
  {
    text: 'a Service finds no endpoint at the named port of a container that becomes a plain init container',
    is: ({ servicePort, pod, dependencies }, { kind }) => {
      const owner = pod.containers.find(({ ports = [] }) => ports.some(({ name }) => name === servicePort));
      return kind === 'service lost' && endpointPort(pod, servicePort!, 37) !== undefined && dependencies.some(({ dependency, condition }) => dependency === owner?.name && condition === 'succeeded');
    },
  },
  {
    text: 'the waiter, or the kubelet on the host network, dials the host of a reused probe, where something that is not of the Pod can open the gate',
    is: ({ pod, containers }, { fault, edge }) => {
      const brought = containers.flatMap((declared) => declared.brought ?? []);
      const owner = [...pod.initContainers ?? [], ...pod.containers, ...brought].find(({ name }) => name === edge?.dependency);
      const hosts = [owner?.startupProbe, owner?.readinessProbe, owner?.livenessProbe].map((probe) => probe?.httpGet?.host ?? probe?.tcpSocket?.host);
      return fault === 'elsewhere answers' && hosts.some((host) => host !== undefined && !/^(?:localhost|127\.)/.test(host));
    },
  },
];
