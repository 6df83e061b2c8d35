import { expect, test } from 'vitest';
import { HaProxy } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(HaProxy.of({ configMap: 'routes' }))).toMatchInlineSnapshot(`
    {
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/ready",
        "port": 8405,
        "tls": false,
      },
      "container": {
        "command": [
          "sh",
          "-ec",
          "printf '%s' 'frontend startgate-ready
      bind :8405
      mode http
      timeout client 5s
      monitor-uri /ready
    ' > /tmp/ready.cfg; exec "$@"",
          "sh",
          "haproxy",
          "-W",
          "-db",
          "-f",
          "/usr/local/etc/haproxy/haproxy.cfg",
          "-f",
          "/tmp/ready.cfg",
        ],
        "image": "haproxy:3.4.3-alpine",
        "name": "haproxy",
        "ports": [
          {
            "containerPort": 8405,
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
          "runAsUser": 99,
          "seccompProfile": {
            "type": "RuntimeDefault",
          },
        },
        "volumeMounts": [
          {
            "mountPath": "/usr/local/etc/haproxy",
            "name": "haproxy-config",
            "readOnly": true,
          },
          {
            "mountPath": "/tmp",
            "name": "haproxy-tmp",
          },
        ],
      },
      "volumes": [
        {
          "configMap": {
            "name": "routes",
          },
          "name": "haproxy-config",
        },
        {
          "emptyDir": {},
          "name": "haproxy-tmp",
        },
      ],
    }
  `);
});

test('every prop lands in the container', () => {
  const { container, check } = parts(HaProxy.of({ configMap: 'routes', readyPort: 8406 }));
  const { command, args, env, ports, volumeMounts } = container;
  expect({ command, args, env, ports, volumeMounts, check }).toMatchInlineSnapshot(`
    {
      "args": undefined,
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/ready",
        "port": 8406,
        "tls": false,
      },
      "command": [
        "sh",
        "-ec",
        "printf '%s' 'frontend startgate-ready
      bind :8406
      mode http
      timeout client 5s
      monitor-uri /ready
    ' > /tmp/ready.cfg; exec "$@"",
        "sh",
        "haproxy",
        "-W",
        "-db",
        "-f",
        "/usr/local/etc/haproxy/haproxy.cfg",
        "-f",
        "/tmp/ready.cfg",
      ],
      "env": undefined,
      "ports": [
        {
          "containerPort": 8406,
        },
      ],
      "volumeMounts": [
        {
          "mountPath": "/usr/local/etc/haproxy",
          "name": "haproxy-config",
          "readOnly": true,
        },
        {
          "mountPath": "/tmp",
          "name": "haproxy-tmp",
        },
      ],
    }
  `);
});

test('fails when "configMap" is missing', () => {
  expect(() => HaProxy.of({} as Parameters<typeof HaProxy.of>[0])).toThrow(
    new Error('"configMap" of HaProxy.of must be the name of a ConfigMap with the key "haproxy.cfg", such as "proxy"; got undefined'),
  );
});
