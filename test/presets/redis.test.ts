import { expect, test } from 'vitest';
import { Redis } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(Redis.of())).toMatchInlineSnapshot(`
    {
      "check": {
        "kind": "tcpSocket",
        "listensOn": "all",
        "port": 6379,
      },
      "container": {
        "command": [
          "redis-server",
          "--port",
          "6379",
          "--protected-mode",
          "yes",
          "--save",
          "",
          "--appendonly",
          "no",
          "--maxmemory",
          "64mb",
          "--maxmemory-policy",
          "allkeys-lru",
        ],
        "image": "redis:8.10.1-alpine",
        "name": "redis",
        "ports": [
          {
            "containerPort": 6379,
          },
        ],
        "resources": {
          "requests": {
            "cpu": "50m",
            "memory": "96Mi",
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
          "runAsUser": 999,
          "seccompProfile": {
            "type": "RuntimeDefault",
          },
        },
        "volumeMounts": [
          {
            "mountPath": "/data",
            "name": "redis-data",
          },
        ],
      },
      "volumes": [
        {
          "emptyDir": {},
          "name": "redis-data",
        },
      ],
    }
  `);
});

test('every prop lands in the container', () => {
  const { container, check } = parts(Redis.of({ maxMemory: '1gb', port: 6380 }));
  const { command, args, env, ports, volumeMounts } = container;
  expect({ command, args, env, ports, volumeMounts, check }).toMatchInlineSnapshot(`
    {
      "args": undefined,
      "check": {
        "kind": "tcpSocket",
        "listensOn": "all",
        "port": 6380,
      },
      "command": [
        "redis-server",
        "--port",
        "6380",
        "--protected-mode",
        "yes",
        "--save",
        "",
        "--appendonly",
        "no",
        "--maxmemory",
        "1gb",
        "--maxmemory-policy",
        "allkeys-lru",
      ],
      "env": undefined,
      "ports": [
        {
          "containerPort": 6380,
        },
      ],
      "volumeMounts": [
        {
          "mountPath": "/data",
          "name": "redis-data",
        },
      ],
    }
  `);
});
