import { Duration } from 'cdk8s';
import { expect, test } from 'vitest';
import { GitSync } from '../../src';
import { parts } from './parts';

test('without options it is a container that Pod Security "restricted" accepts, with its check', () => {
  expect(parts(GitSync.of({ repository: 'https://git.example/pages' }))).toMatchInlineSnapshot(`
    {
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/",
        "port": 9000,
        "tls": false,
      },
      "container": {
        "args": [
          "--repo=https://git.example/pages",
          "--root=/git",
          "--http-bind=:9000",
        ],
        "image": "registry.k8s.io/git-sync/git-sync:v4.7.1",
        "name": "git-sync",
        "ports": [
          {
            "containerPort": 9000,
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
          "seccompProfile": {
            "type": "RuntimeDefault",
          },
        },
        "volumeMounts": [
          {
            "mountPath": "/git",
            "name": "git-sync-data",
          },
          {
            "mountPath": "/tmp",
            "name": "git-sync-tmp",
          },
        ],
      },
      "volumes": [
        {
          "emptyDir": {},
          "name": "git-sync-data",
        },
        {
          "emptyDir": {},
          "name": "git-sync-tmp",
        },
      ],
    }
  `);
});

test('every prop lands in the container', () => {
  const { container, check } = parts(GitSync.of({ repository: 'https://git.example/pages', ref: 'main', period: Duration.minutes(1), port: 9001 }));
  const { command, args, env, ports, volumeMounts } = container;
  expect({ command, args, env, ports, volumeMounts, check }).toMatchInlineSnapshot(`
    {
      "args": [
        "--repo=https://git.example/pages",
        "--root=/git",
        "--http-bind=:9001",
        "--ref=main",
        "--period=60000ms",
      ],
      "check": {
        "headers": [],
        "kind": "httpGet",
        "listensOn": "all",
        "path": "/",
        "port": 9001,
        "tls": false,
      },
      "command": undefined,
      "env": undefined,
      "ports": [
        {
          "containerPort": 9001,
        },
      ],
      "volumeMounts": [
        {
          "mountPath": "/git",
          "name": "git-sync-data",
        },
        {
          "mountPath": "/tmp",
          "name": "git-sync-tmp",
        },
      ],
    }
  `);
});

test('fails when "repository" is missing', () => {
  expect(() => GitSync.of({} as Parameters<typeof GitSync.of>[0])).toThrow(
    new Error('"repository" of GitSync.of must be the URL of a git repository, such as "https://git.example/shop/pages"; got undefined'),
  );
});

test('fails when the period is zero', () => {
  expect(() => GitSync.of({ repository: 'https://git.example/pages', period: Duration.seconds(0) })).toThrow(
    new Error('"period" of GitSync.of must be a Duration of cdk8s, such as Duration.seconds(60); got an object of class Duration'),
  );
});
