import { expect, test } from 'vitest';
import { requireContainerFields } from '../../src/private/container-fields';

test.each<[object]>([
  [{}],
  [{
    command: ['/proxy'], args: [], env: [{ name: 'A', value: '1' }],
    ports: [{ containerPort: 80 }],
    volumeMounts: [{ name: 'a', mountPath: '/a' }],
  }],
  [{ startupProbe: { httpGet: { port: 80 } }, lifecycle: {}, resources: null, stdin: true }],
])('%j is right', (container) => {
  expect(() => requireContainerFields('sidecar "proxy"', container)).not.toThrow();
});

test.each<[object, string]>([
  [{ command: '/proxy --all' }, '"command" of sidecar "proxy" must be a list of strings, such as ["/proxy", "--port=8080"]; got "/proxy --all"'],
  [{ args: [80] }, '"args" of sidecar "proxy" must be a list of strings, such as ["--port=8080"]; got [80]'],
  [{ env: { A: '1' } }, '"env" of sidecar "proxy" must be a list of variables, such as [{ name: "LOG_LEVEL", value: "info" }]; got an object with A'],
  [{ ports: [80] }, '"ports" of sidecar "proxy" must be a list of ports, such as [{ containerPort: 8080 }]; got [80]'],
  [{ volumeMounts: [{ name: 'a' }] }, '"volumeMounts" of sidecar "proxy" must be a list of mounts, such as [{ name: "data", mountPath: "/data" }]; got [an object with name]'],
  [{ readinessProbe: '/ready' }, '"readinessProbe" of sidecar "proxy" must be an object as the Kubernetes API spells it; got "/ready"'],
])('%j is refused', (container, message) => {
  expect(() => requireContainerFields('sidecar "proxy"', container)).toThrow(new Error(message));
});
