import { expect, test } from 'vitest';
import { PgBouncer } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(PgBouncer.of({ secret: 'pool' }))).toMatchInlineSnapshot(`
    {
      "check": {
        "kind": "tcpSocket",
        "listensOn": "all",
        "port": 6432,
      },
      "container": {
        "command": [
          "sh",
          "-ec",
          "printf '%s' '%include /etc/pgbouncer/pgbouncer.ini
    [pgbouncer]
    listen_addr = *
    listen_port = 6432
    unix_socket_dir =
    logfile =
    pidfile =
    ' > /tmp/pgbouncer.ini; exec "$@"",
          "sh",
          "pgbouncer",
          "/tmp/pgbouncer.ini",
        ],
        "image": "edoburu/pgbouncer:v1.25.2-p0",
        "name": "pgbouncer",
        "ports": [
          {
            "containerPort": 6432,
          },
        ],
        "resources": {
          "requests": {
            "cpu": "50m",
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
          "runAsUser": 70,
          "seccompProfile": {
            "type": "RuntimeDefault",
          },
        },
        "volumeMounts": [
          {
            "mountPath": "/etc/pgbouncer",
            "name": "pgbouncer-config",
            "readOnly": true,
          },
          {
            "mountPath": "/tmp",
            "name": "pgbouncer-tmp",
          },
        ],
      },
      "volumes": [
        {
          "name": "pgbouncer-config",
          "secret": {
            "secretName": "pool",
          },
        },
        {
          "emptyDir": {},
          "name": "pgbouncer-tmp",
        },
      ],
    }
  `);
});

test('every prop lands in the container', () => {
  const { container, check } = parts(PgBouncer.of({ secret: 'pool', port: 6433 }));
  const { command, args, env, ports, volumeMounts } = container;
  expect({ command, args, env, ports, volumeMounts, check }).toMatchInlineSnapshot(`
    {
      "args": undefined,
      "check": {
        "kind": "tcpSocket",
        "listensOn": "all",
        "port": 6433,
      },
      "command": [
        "sh",
        "-ec",
        "printf '%s' '%include /etc/pgbouncer/pgbouncer.ini
    [pgbouncer]
    listen_addr = *
    listen_port = 6433
    unix_socket_dir =
    logfile =
    pidfile =
    ' > /tmp/pgbouncer.ini; exec "$@"",
        "sh",
        "pgbouncer",
        "/tmp/pgbouncer.ini",
      ],
      "env": undefined,
      "ports": [
        {
          "containerPort": 6433,
        },
      ],
      "volumeMounts": [
        {
          "mountPath": "/etc/pgbouncer",
          "name": "pgbouncer-config",
          "readOnly": true,
        },
        {
          "mountPath": "/tmp",
          "name": "pgbouncer-tmp",
        },
      ],
    }
  `);
});

test('fails when "secret" is missing', () => {
  expect(() => PgBouncer.of({} as Parameters<typeof PgBouncer.of>[0])).toThrow(
    new Error('"secret" of PgBouncer.of must be the name of a Secret with the key "pgbouncer.ini", such as "proxy"; got undefined'),
  );
});
