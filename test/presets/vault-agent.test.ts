import { expect, test } from 'vitest';
import { VaultAgent } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(VaultAgent.of({ configMap: 'agent', readyFile: 'app.env' }))).toMatchInlineSnapshot(`
    {
      "check": {
        "kind": "file",
        "path": "/vault/secrets/app.env",
      },
      "container": {
        "command": [
          "vault",
          "agent",
          "-config=/vault/config/agent.hcl",
        ],
        "image": "hashicorp/vault:2.0.4",
        "name": "vault-agent",
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
          "runAsUser": 100,
          "seccompProfile": {
            "type": "RuntimeDefault",
          },
        },
        "volumeMounts": [
          {
            "mountPath": "/vault/config",
            "name": "vault-agent-config",
            "readOnly": true,
          },
          {
            "mountPath": "/vault/secrets",
            "name": "vault-agent-secrets",
          },
        ],
      },
      "volumes": [
        {
          "configMap": {
            "name": "agent",
          },
          "name": "vault-agent-config",
        },
        {
          "emptyDir": {
            "medium": "Memory",
          },
          "name": "vault-agent-secrets",
        },
      ],
    }
  `);
});

test('fails when "configMap" is missing', () => {
  expect(() => VaultAgent.of({ readyFile: 'app.env' } as Parameters<typeof VaultAgent.of>[0])).toThrow(
    new Error('"configMap" of VaultAgent.of must be the name of a ConfigMap with the key "agent.hcl", such as "proxy"; got undefined'),
  );
});
