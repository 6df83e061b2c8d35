import { expect, test } from 'vitest';
import { Envoy } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(Envoy.of({ config: { static_resources: {} } }))).toMatchInlineSnapshot(`
    {
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "loopback",
        "path": "/ready",
        "port": 9901,
        "tls": false,
      },
      "container": {
        "args": [
          "--config-yaml",
          "{"admin":{"address":{"socket_address":{"address":"127.0.0.1","port_value":9901}}},"static_resources":{}}",
          "--disable-hot-restart",
        ],
        "image": "envoyproxy/envoy:distroless-v1.39.1",
        "name": "envoy",
        "ports": [
          {
            "containerPort": 9901,
          },
        ],
        "resources": {
          "requests": {
            "cpu": "100m",
            "memory": "128Mi",
          },
        },
        "securityContext": {
          "allowPrivilegeEscalation": false,
          "capabilities": {
            "drop": [
              "ALL",
            ],
          },
          "readOnlyRootFilesystem": true,
          "runAsNonRoot": true,
          "runAsUser": 65532,
          "seccompProfile": {
            "type": "RuntimeDefault",
          },
        },
      },
      "volumes": [],
    }
  `);
});

test('every prop lands in the container', () => {
  const { container, check } = parts(Envoy.of({ config: { static_resources: {} }, adminPort: 9902 }));
  const { command, args, env, ports, volumeMounts } = container;
  expect({ command, args, env, ports, volumeMounts, check }).toMatchInlineSnapshot(`
    {
      "args": [
        "--config-yaml",
        "{"admin":{"address":{"socket_address":{"address":"127.0.0.1","port_value":9902}}},"static_resources":{}}",
        "--disable-hot-restart",
      ],
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "loopback",
        "path": "/ready",
        "port": 9902,
        "tls": false,
      },
      "command": undefined,
      "env": undefined,
      "ports": [
        {
          "containerPort": 9902,
        },
      ],
      "volumeMounts": undefined,
    }
  `);
});

test('fails when "config" is missing', () => {
  expect(() => Envoy.of({} as Parameters<typeof Envoy.of>[0])).toThrow(
    new Error('"config" of Envoy.of must be a bootstrap configuration without "admin", such as { static_resources: { listeners: [] } }; got undefined'),
  );
});

test('fails when the configuration has an admin interface of its own', () => {
  expect(() => Envoy.of({ config: { admin: {} } })).toThrow(new Error(
    '"config" of Envoy.of must be a bootstrap configuration without "admin", such as { static_resources: { listeners: [] } }; '
    + 'got an object with admin',
  ));
});
