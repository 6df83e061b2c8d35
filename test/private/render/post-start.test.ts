import { describe, expect, test } from 'vitest';
import type { Container } from '../../../src/private/manifest';
import type { CheckModel } from '../../../src/private/model';
import { renderedContainer, sequence, yamlOf } from '../rendered';
import { edge, type OrderInput, type PodInput, READY, RUNTIME_IMAGE } from '../support';

const pod: PodInput = { containers: ['app', 'proxy', 'other'] };
const hook: OrderInput = { mechanism: 'post-start', edges: ['app -> proxy'], containers: { proxy: { check: READY, waiterPath: '/sg' } } };

function hookOf(order: OrderInput, own: Partial<Container> = {}): string {
  const { lifecycle } = renderedContainer({ containers: ['app', { name: 'proxy', ...own }] }, { ...hook, ...order }, 'proxy');
  return (lifecycle?.postStart as { exec?: { command: string[] } } | undefined)?.exec?.command.join(' ') ?? '';
}

describe('the hook', () => {
  test('runs the waiter in the sidecar', () => {
    expect(yamlOf(renderedContainer(pod, hook, 'proxy'))).toMatchInlineSnapshot(`
      "name: proxy
      image: proxy:1
      command:
        - /proxy
      lifecycle:
        postStart:
          exec:
            command:
              - /sg
              - wait
              - proxy=http://localhost:8080/ready
              - --timeout
              - 60s"
    `);
  });

  test('lasts as long as the longest of its edges', () => {
    expect(hookOf({ edges: [edge('app', 'proxy', { timeoutMs: 5000 })] })).toBe('/sg wait proxy=http://localhost:8080/ready --timeout 5s');
  });

  test.each(['block', 'continue'] as const)('says the policy %s', (onTimeout) => {
    expect(hookOf({ edges: [edge('app', 'proxy', { onTimeout })] })).toBe(`/sg wait proxy=http://localhost:8080/ready --timeout 60s --on-timeout ${onTimeout}`);
  });

  test('lasts longer by what the guard of its container waits', () => {
    const order = {
      edges: [edge('app', 'proxy', { timeoutMs: 5000 }), edge('proxy', 'vault', { mechanism: 'guard', timeoutMs: 40_000 })],
      containers: { ...hook.containers, vault: { check: READY } },
    } as const;
    expect(yamlOf(
      renderedContainer({ containers: ['app', 'proxy', 'vault'] }, { ...hook, ...order }, 'proxy').lifecycle,
    )).toContain('- 45s');
  });

  test.each([
    ['fail', '--timeout 5s --on-timeout block'],
    ['continue', '--timeout 5s --on-timeout continue'],
  ] as const)('of policy %s says "%s" when the guard of its container may wait for ever', (onTimeout, words) => {
    const edges = [
      edge('app', 'proxy', { timeoutMs: 5000, onTimeout }), edge('proxy', 'vault', { mechanism: 'guard', onTimeout: 'block' }),
    ];
    const { lifecycle } = renderedContainer(
      { containers: ['app', 'proxy', 'vault'] }, { ...hook, edges, containers: { ...hook.containers, vault: { check: READY } } }, 'proxy',
    );
    expect((lifecycle?.postStart as { exec: { command: string[] } }).exec.command.slice(3).join(' ')).toBe(words);
  });

  test('escapes no reference, since Kubernetes expands none there', () => {
    const check: CheckModel = { kind: 'command', command: ['sh', '-c', 'test $(cat /ready) = 1'] };
    expect(hookOf({ containers: { proxy: { check, waiterPath: '/sg' } } })).toContain('proxy=exec:["sh","-c","test $(cat /ready) = 1"]');
  });

  test('leaves a preStop hook alone', () => {
    const preStop = { exec: { command: ['stop'] } };
    expect(
      renderedContainer({ containers: ['app', { name: 'proxy', lifecycle: { preStop } }] }, hook, 'proxy').lifecycle,
    ).toMatchObject({ preStop });
  });

  test('is not there when the sidecar must only have started', () => {
    expect(renderedContainer(
      pod, { ...hook, edges: [edge('app', 'proxy', { condition: 'started' })] }, 'proxy',
    )).not.toHaveProperty('lifecycle');
  });
});

describe('the order of the containers', () => {
  test('is that of the dependencies', () => {
    expect(sequence(pod, hook)).toBe(' | proxy app other');
  });

  test('is that of the dependencies, also for a start', () => {
    expect(sequence(pod, { ...hook, edges: [edge('app', 'proxy', { condition: 'started' })] })).toBe(' | proxy app other');
  });

  test('follows a chain', () => {
    const containers = { proxy: { check: READY }, other: { check: READY } };
    expect(sequence(pod, {
      ...hook, edges: ['app -> proxy', 'proxy -> other'], containers, runtimeImage: RUNTIME_IMAGE,
    })).toBe(' | other proxy app');
  });
});
