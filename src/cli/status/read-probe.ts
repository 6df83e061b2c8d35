import type { ContainerPort, JsonObject, Probe } from '../../private/manifest';
import { numberAt, objectAt, objectsAt, textAt, textsAt } from './fields';

/** A probe with what has the right type, and nothing else. */
export function readProbe(probe: JsonObject): Probe {
  const http = objectAt(probe, 'httpGet');
  const tcp = objectAt(probe, 'tcpSocket');
  const grpc = objectAt(probe, 'grpc');
  const exec = objectAt(probe, 'exec');
  return {
    ...(http === undefined ? {} : {
      httpGet: { path: textAt(http, 'path'), port: portAt(http), host: textAt(http, 'host'), scheme: textAt(http, 'scheme') },
    }),
    ...(tcp === undefined ? {} : { tcpSocket: { port: portAt(tcp), host: textAt(tcp, 'host') } }),
    ...(grpc === undefined ? {} : { grpc: { port: numberAt(grpc, 'port') ?? 0, service: textAt(grpc, 'service') } }),
    ...(exec === undefined ? {} : { exec: { command: textsAt(exec, 'command') } }),
    initialDelaySeconds: numberAt(probe, 'initialDelaySeconds'),
    periodSeconds: numberAt(probe, 'periodSeconds'),
    timeoutSeconds: numberAt(probe, 'timeoutSeconds'),
    failureThreshold: numberAt(probe, 'failureThreshold'),
  };
}

export function readPorts(container: JsonObject): ContainerPort[] {
  return objectsAt(container, 'ports').flatMap((port) => {
    const containerPort = numberAt(port, 'containerPort');
    return containerPort === undefined ? [] : [{ name: textAt(port, 'name'), containerPort }];
  });
}

function portAt(from: JsonObject): number | string {
  return numberAt(from, 'port') ?? textAt(from, 'port') ?? '?';
}
