import { expect, test } from 'vitest';
import { OpenBaoAgent } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(OpenBaoAgent.of({ configMap: 'agent', readyFile: 'app.env' }))).toMatchInlineSnapshot(`
    {
      "check": {
        "kind": "file",
        "path": "/openbao/secrets/app.env",
      },
      "container": {
        "command": [
          "bao",
          "agent",
          "-config=/openbao/config/agent.hcl",
        ],
        "image": "quay.io/openbao/openbao:2.6.2",
        "name": "openbao-agent",
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
            "mountPath": "/openbao/config",
            "name": "openbao-agent-config",
            "readOnly": true,
          },
          {
            "mountPath": "/openbao/secrets",
            "name": "openbao-agent-secrets",
          },
        ],
      },
      "volumes": [
        {
          "configMap": {
            "name": "agent",
          },
          "name": "openbao-agent-config",
        },
        {
          "emptyDir": {
            "medium": "Memory",
          },
          "name": "openbao-agent-secrets",
        },
      ],
    }
  `);
});

test('fails when "readyFile" is missing', () => {
  expect(() => OpenBaoAgent.of({ configMap: 'agent' } as Parameters<typeof OpenBaoAgent.of>[0])).toThrow(
    new Error('"readyFile" of OpenBaoAgent.of must be the name of a file that the agent writes, such as "app.env"; got undefined'),
  );
});
