import { expect, test } from 'vitest';
import { OpenTelemetryCollector } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(OpenTelemetryCollector.of({ config: { receivers: { nop: {} } } }))).toMatchInlineSnapshot(`
    {
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/",
        "port": 13133,
        "tls": false,
      },
      "container": {
        "args": [
          "--config=env:OTELCOL_CONFIG",
        ],
        "env": [
          {
            "name": "OTELCOL_CONFIG",
            "value": "{"extensions":{"health_check":{"endpoint":"0.0.0.0:13133"}},"receivers":{"nop":{}},"service":{"extensions":["health_check"]}}",
          },
        ],
        "image": "otel/opentelemetry-collector:0.159.0",
        "name": "otel-collector",
        "ports": [
          {
            "containerPort": 13133,
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
  const { container, check } = parts(OpenTelemetryCollector.of({ config: { extensions: { pprof: {} }, service: { extensions: ['pprof'], pipelines: {} } }, healthPort: 13134 }));
  const { command, args, env, ports, volumeMounts } = container;
  expect({ command, args, env, ports, volumeMounts, check }).toMatchInlineSnapshot(`
    {
      "args": [
        "--config=env:OTELCOL_CONFIG",
      ],
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/",
        "port": 13134,
        "tls": false,
      },
      "command": undefined,
      "env": [
        {
          "name": "OTELCOL_CONFIG",
          "value": "{"extensions":{"health_check":{"endpoint":"0.0.0.0:13134"},"pprof":{}},"service":{"extensions":["health_check","pprof"],"pipelines":{}}}",
        },
      ],
      "ports": [
        {
          "containerPort": 13134,
        },
      ],
      "volumeMounts": undefined,
    }
  `);
});

test('fails when "config" is missing', () => {
  expect(() => OpenTelemetryCollector.of({} as Parameters<typeof OpenTelemetryCollector.of>[0])).toThrow(
    new Error('"config" of OpenTelemetryCollector.of must be a configuration without the extension "health_check", such as { receivers: {}, exporters: {}, service: { pipelines: {} } }; got undefined'),
  );
});

test('fails when the configuration has the extension of the preset', () => {
  expect(() => OpenTelemetryCollector.of({ config: { extensions: { health_check: {} } } })).toThrow(new Error(
    '"config" of OpenTelemetryCollector.of must be a configuration without the extension "health_check", such as '
    + '{ receivers: {}, exporters: {}, service: { pipelines: {} } }; got an object with extensions',
  ));
});
