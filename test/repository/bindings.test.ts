import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pacmak } from '../../scripts/lib/pacmak.mjs';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'startgate-bindings-'));
  await pacmak(folder, ['java', 'go'], ['--code-only']);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const read = (path: string) => readFileSync(join(folder, path), 'utf8');

test('the Java sources are a Maven project that stands on the Java packages of the peers', () => {
  const pom = read('java/pom.xml');
  const artifacts = [...pom.matchAll(/<artifactId>([^<]*)<\/artifactId>/g)].map(([, name]) => name);
  expect(artifacts).toEqual(expect.arrayContaining(['cdk8s-startgate', 'cdk8s', 'cdk8s-plus-28', 'constructs']));
  expect(read('java/src/main/java/dev/startgate/cdk8s/package-info.java')).toContain('package dev.startgate.cdk8s;');
});

test('the Go sources are a module that stands on the Go modules of the peers', () => {
  const [module, ...rest] = read('go/cdk8sstartgate/go.mod').split('\n');
  expect(module).toBe('module github.com/startgate/cdk8s-startgate-go/cdk8sstartgate');
  const required = rest.map((line) => line.trim().split(' ')[0]);
  expect(required).toEqual(
    expect.arrayContaining([
      'github.com/aws/constructs-go/constructs/v10',
      'github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2',
      'github.com/cdk8s-team/cdk8s-plus-go/cdk8splus28/v2',
    ]),
  );
});
