import { expect, test } from 'vitest';
import { Dapr } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(Dapr.of({ appId: 'orders' }))).toMatchInlineSnapshot(`
    {
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/v1.0/healthz/outbound",
        "port": 3501,
        "tls": false,
      },
      "container": {
        "args": [
          "--app-id=orders",
          "--mode=standalone",
          "--dapr-listen-addresses=127.0.0.1",
          "--dapr-public-port=3501",
        ],
        "command": [
          "/daprd",
        ],
        "image": "daprio/daprd:1.18.3",
        "name": "daprd",
        "ports": [
          {
            "containerPort": 3501,
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
  const { container, check } = parts(Dapr.of({ appId: 'orders', appPort: 8080, configMap: 'components', publicPort: 3502 }));
  const { command, args, env, ports, volumeMounts } = container;
  expect({ command, args, env, ports, volumeMounts, check }).toMatchInlineSnapshot(`
    {
      "args": [
        "--app-id=orders",
        "--mode=standalone",
        "--dapr-listen-addresses=127.0.0.1",
        "--dapr-public-port=3502",
        "--app-port=8080",
        "--resources-path=/components",
      ],
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/v1.0/healthz/outbound",
        "port": 3502,
        "tls": false,
      },
      "command": [
        "/daprd",
      ],
      "env": undefined,
      "ports": [
        {
          "containerPort": 3502,
        },
      ],
      "volumeMounts": [
        {
          "mountPath": "/components",
          "name": "daprd-config",
          "readOnly": true,
        },
      ],
    }
  `);
});

test('fails when "appId" is missing', () => {
  expect(() => Dapr.of({} as Parameters<typeof Dapr.of>[0])).toThrow(
    new Error('"appId" of Dapr.of must be the name of an application, such as "orders"; got undefined'),
  );
});
