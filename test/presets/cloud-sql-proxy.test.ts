import { expect, test } from 'vitest';
import { CloudSqlProxy } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(CloudSqlProxy.of({ instances: ['a:b:c'] }))).toMatchInlineSnapshot(`
    {
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/startup",
        "port": 9090,
        "tls": false,
      },
      "container": {
        "args": [
          "a:b:c",
          "--health-check",
          "--http-address=0.0.0.0",
          "--http-port=9090",
          "--exit-zero-on-sigterm",
        ],
        "image": "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.28.0",
        "name": "cloud-sql-proxy",
        "ports": [
          {
            "containerPort": 9090,
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
  const { container, check } = parts(CloudSqlProxy.of({ instances: ['a:b:c', 'a:b:d'], port: 6000, privateIp: true, iamAuthentication: true, healthPort: 9801 }));
  const { command, args, env, ports, volumeMounts } = container;
  expect({ command, args, env, ports, volumeMounts, check }).toMatchInlineSnapshot(`
    {
      "args": [
        "a:b:c",
        "a:b:d",
        "--health-check",
        "--http-address=0.0.0.0",
        "--http-port=9801",
        "--exit-zero-on-sigterm",
        "--port=6000",
        "--private-ip",
        "--auto-iam-authn",
      ],
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/startup",
        "port": 9801,
        "tls": false,
      },
      "command": undefined,
      "env": undefined,
      "ports": [
        {
          "containerPort": 9801,
        },
      ],
      "volumeMounts": undefined,
    }
  `);
});

test('fails when "instances" is missing', () => {
  expect(() => CloudSqlProxy.of({} as Parameters<typeof CloudSqlProxy.of>[0])).toThrow(
    new Error('"instances" of CloudSqlProxy.of must be a list of connection names, such as ["project:region:instance"]; got undefined'),
  );
});
