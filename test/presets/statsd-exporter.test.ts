import { expect, test } from 'vitest';
import { StatsdExporter } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(StatsdExporter.of())).toMatchInlineSnapshot(`
    {
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/-/ready",
        "port": 9102,
        "tls": false,
      },
      "container": {
        "args": [
          "--web.listen-address=:9102",
          "--statsd.listen-udp=:9125",
          "--statsd.listen-tcp=:9125",
        ],
        "image": "prom/statsd-exporter:v0.31.0",
        "name": "statsd-exporter",
        "ports": [
          {
            "containerPort": 9102,
          },
          {
            "containerPort": 9125,
            "protocol": "UDP",
          },
          {
            "containerPort": 9125,
          },
        ],
        "resources": {
          "requests": {
            "cpu": "20m",
            "memory": "32Mi",
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
  const { container, check } = parts(StatsdExporter.of({ configMap: 'mapping', statsdPort: 8125, metricsPort: 9103 }));
  const { command, args, env, ports, volumeMounts } = container;
  expect({ command, args, env, ports, volumeMounts, check }).toMatchInlineSnapshot(`
    {
      "args": [
        "--web.listen-address=:9103",
        "--statsd.listen-udp=:8125",
        "--statsd.listen-tcp=:8125",
        "--statsd.mapping-config=/etc/statsd-exporter/mapping.yaml",
      ],
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/-/ready",
        "port": 9103,
        "tls": false,
      },
      "command": undefined,
      "env": undefined,
      "ports": [
        {
          "containerPort": 9103,
        },
        {
          "containerPort": 8125,
          "protocol": "UDP",
        },
        {
          "containerPort": 8125,
        },
      ],
      "volumeMounts": [
        {
          "mountPath": "/etc/statsd-exporter",
          "name": "statsd-exporter-config",
          "readOnly": true,
        },
      ],
    }
  `);
});
