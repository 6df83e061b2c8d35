import { expect, test } from 'vitest';
import { Nginx } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(Nginx.of({ configMap: 'servers' }))).toMatchInlineSnapshot(`
    {
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/ready",
        "port": 8081,
        "tls": false,
      },
      "container": {
        "command": [
          "sh",
          "-ec",
          "printf '%s' 'pid /tmp/nginx.pid;
    error_log stderr notice;
    events {}
    http {
      include /etc/nginx/mime.types;
      access_log /dev/stdout;
      client_body_temp_path /tmp/client_body;
      proxy_temp_path /tmp/proxy;
      fastcgi_temp_path /tmp/fastcgi;
      uwsgi_temp_path /tmp/uwsgi;
      scgi_temp_path /tmp/scgi;
      include /etc/nginx/conf.d/*.conf;
      server {
        listen 8081;
        access_log off;
        location = /ready { return 200; }
        location / { return 404; }
      }
    }
    ' > /tmp/nginx.conf; exec "$@"",
          "sh",
          "nginx",
          "-e",
          "stderr",
          "-c",
          "/tmp/nginx.conf",
          "-g",
          "daemon off;",
        ],
        "image": "nginxinc/nginx-unprivileged:1.30.4-alpine-slim",
        "name": "nginx",
        "ports": [
          {
            "containerPort": 8081,
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
          "seccompProfile": {
            "type": "RuntimeDefault",
          },
        },
        "volumeMounts": [
          {
            "mountPath": "/etc/nginx/conf.d",
            "name": "nginx-config",
            "readOnly": true,
          },
          {
            "mountPath": "/tmp",
            "name": "nginx-tmp",
          },
        ],
      },
      "volumes": [
        {
          "configMap": {
            "name": "servers",
          },
          "name": "nginx-config",
        },
        {
          "emptyDir": {},
          "name": "nginx-tmp",
        },
      ],
    }
  `);
});

test('every prop lands in the container', () => {
  const { container, check } = parts(Nginx.of({ configMap: 'servers', readyPort: 8082 }));
  const { command, args, env, ports, volumeMounts } = container;
  expect({ command, args, env, ports, volumeMounts, check }).toMatchInlineSnapshot(`
    {
      "args": undefined,
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/ready",
        "port": 8082,
        "tls": false,
      },
      "command": [
        "sh",
        "-ec",
        "printf '%s' 'pid /tmp/nginx.pid;
    error_log stderr notice;
    events {}
    http {
      include /etc/nginx/mime.types;
      access_log /dev/stdout;
      client_body_temp_path /tmp/client_body;
      proxy_temp_path /tmp/proxy;
      fastcgi_temp_path /tmp/fastcgi;
      uwsgi_temp_path /tmp/uwsgi;
      scgi_temp_path /tmp/scgi;
      include /etc/nginx/conf.d/*.conf;
      server {
        listen 8082;
        access_log off;
        location = /ready { return 200; }
        location / { return 404; }
      }
    }
    ' > /tmp/nginx.conf; exec "$@"",
        "sh",
        "nginx",
        "-e",
        "stderr",
        "-c",
        "/tmp/nginx.conf",
        "-g",
        "daemon off;",
      ],
      "env": undefined,
      "ports": [
        {
          "containerPort": 8082,
        },
      ],
      "volumeMounts": [
        {
          "mountPath": "/etc/nginx/conf.d",
          "name": "nginx-config",
          "readOnly": true,
        },
        {
          "mountPath": "/tmp",
          "name": "nginx-tmp",
        },
      ],
    }
  `);
});

test('fails when "configMap" is missing', () => {
  expect(() => Nginx.of({} as Parameters<typeof Nginx.of>[0])).toThrow(
    new Error('"configMap" of Nginx.of must be the name of a ConfigMap with keys that end with ".conf", such as "proxy"; got undefined'),
  );
});
