import { expect, test } from 'vitest';
import { OAuth2Proxy } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(OAuth2Proxy.of({ secret: 'login', upstream: 'http://127.0.0.1:8080', emailDomains: ['example.com'] }))).toMatchInlineSnapshot(`
    {
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/ready",
        "port": 4180,
        "tls": false,
      },
      "container": {
        "args": [
          "--http-address=0.0.0.0:4180",
          "--upstream=http://127.0.0.1:8080",
          "--email-domain=example.com",
        ],
        "envFrom": [
          {
            "secretRef": {
              "name": "login",
            },
          },
        ],
        "image": "quay.io/oauth2-proxy/oauth2-proxy:v7.15.6",
        "name": "oauth2-proxy",
        "ports": [
          {
            "containerPort": 4180,
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
      },
      "volumes": [],
    }
  `);
});

test('every prop lands in the container', () => {
  const { container, check } = parts(OAuth2Proxy.of({
    secret: 'login', upstream: 'http://127.0.0.1:8080', emailDomains: ['a.example', 'b.example'], oidcIssuerUrl: 'https://login.example', port: 4181,
  }));
  const { command, args, env, ports, volumeMounts } = container;
  expect({ command, args, env, ports, volumeMounts, check }).toMatchInlineSnapshot(`
    {
      "args": [
        "--http-address=0.0.0.0:4181",
        "--upstream=http://127.0.0.1:8080",
        "--email-domain=a.example",
        "--email-domain=b.example",
        "--provider=oidc",
        "--oidc-issuer-url=https://login.example",
      ],
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/ready",
        "port": 4181,
        "tls": false,
      },
      "command": undefined,
      "env": undefined,
      "ports": [
        {
          "containerPort": 4181,
        },
      ],
      "volumeMounts": undefined,
    }
  `);
});

test('fails when "secret" is missing', () => {
  expect(() => OAuth2Proxy.of({ upstream: 'http://127.0.0.1:8080', emailDomains: ['example.com'] } as Parameters<typeof OAuth2Proxy.of>[0])).toThrow(
    new Error('"secret" of OAuth2Proxy.of must be the name of a Secret with the variables of the proxy, such as "proxy"; got undefined'),
  );
});
