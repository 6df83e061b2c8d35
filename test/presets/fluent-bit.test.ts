import { expect, test } from 'vitest';
import { FluentBit } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(FluentBit.of({ configMap: 'logs' }))).toMatchInlineSnapshot(`
    {
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/api/v1/health",
        "port": 2020,
        "tls": false,
      },
      "container": {
        "args": [
          "--http",
          "--port=2020",
          "--config=/etc/fluent-bit/fluent-bit.yaml",
        ],
        "image": "fluent/fluent-bit:5.1.1",
        "name": "fluent-bit",
        "ports": [
          {
            "containerPort": 2020,
          },
        ],
        "resources": {
          "requests": {
            "cpu": "50m",
            "memory": "64Mi",
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
        "volumeMounts": [
          {
            "mountPath": "/etc/fluent-bit",
            "name": "fluent-bit-config",
            "readOnly": true,
          },
        ],
      },
      "volumes": [
        {
          "configMap": {
            "name": "logs",
          },
          "name": "fluent-bit-config",
        },
      ],
    }
  `);
});

test('every prop lands in the container', () => {
  const { container, check } = parts(FluentBit.of({ configMap: 'logs', port: 2021 }));
  const { command, args, env, ports, volumeMounts } = container;
  expect({ command, args, env, ports, volumeMounts, check }).toMatchInlineSnapshot(`
    {
      "args": [
        "--http",
        "--port=2021",
        "--config=/etc/fluent-bit/fluent-bit.yaml",
      ],
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/api/v1/health",
        "port": 2021,
        "tls": false,
      },
      "command": undefined,
      "env": undefined,
      "ports": [
        {
          "containerPort": 2021,
        },
      ],
      "volumeMounts": [
        {
          "mountPath": "/etc/fluent-bit",
          "name": "fluent-bit-config",
          "readOnly": true,
        },
      ],
    }
  `);
});

test('fails when "configMap" is missing', () => {
  expect(() => FluentBit.of({} as Parameters<typeof FluentBit.of>[0])).toThrow(
    new Error('"configMap" of FluentBit.of must be the name of a ConfigMap with the key "fluent-bit.yaml", such as "proxy"; got undefined'),
  );
});
