import { expect, test } from 'vitest';
import { ConfigSidecar } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(ConfigSidecar.of({ image: 'startgate-node:1', configMap: 'settings' }))).toMatchInlineSnapshot(`
    {
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/ready",
        "port": 8080,
        "tls": false,
      },
      "container": {
        "args": [
          "serve",
          "--config",
          "/etc/startgate/config.yaml",
          "--port",
          "8080",
        ],
        "image": "startgate-node:1",
        "name": "config-sidecar",
        "ports": [
          {
            "containerPort": 8080,
          },
        ],
        "resources": {
          "requests": {
            "cpu": "20m",
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
          "seccompProfile": {
            "type": "RuntimeDefault",
          },
        },
        "volumeMounts": [
          {
            "mountPath": "/etc/startgate",
            "name": "config-sidecar-config",
            "readOnly": true,
          },
        ],
      },
      "volumes": [
        {
          "configMap": {
            "name": "settings",
          },
          "name": "config-sidecar-config",
        },
      ],
    }
  `);
});

test('every prop lands in the container', () => {
  const { container, check } = parts(ConfigSidecar.of({ image: 'startgate-node:1', configMap: 'settings', key: 'app.json', port: 8081 }));
  const { command, args, env, ports, volumeMounts } = container;
  expect({ command, args, env, ports, volumeMounts, check }).toMatchInlineSnapshot(`
    {
      "args": [
        "serve",
        "--config",
        "/etc/startgate/app.json",
        "--port",
        "8081",
      ],
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/ready",
        "port": 8081,
        "tls": false,
      },
      "command": undefined,
      "env": undefined,
      "ports": [
        {
          "containerPort": 8081,
        },
      ],
      "volumeMounts": [
        {
          "mountPath": "/etc/startgate",
          "name": "config-sidecar-config",
          "readOnly": true,
        },
      ],
    }
  `);
});

test('fails when "image" is missing', () => {
  expect(() => ConfigSidecar.of({ configMap: 'settings' } as Parameters<typeof ConfigSidecar.of>[0])).toThrow(
    new Error('"image" of ConfigSidecar.of must be an image reference such as "registry.example/proxy:1.4"; got undefined'),
  );
});
