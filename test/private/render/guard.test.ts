import { describe, expect, test } from 'vitest';
import type { Container } from '../../../src/private/manifest';
import type { CheckModel } from '../../../src/private/model';
import { renderedContainer, sequence, yamlOf } from '../rendered';
import { type ContainerInput, edge, lockOf, type OrderInput, type PodInput, READY } from '../support';

const pod: PodInput = { containers: ['app', 'proxy'] };
const proxy = { proxy: { check: READY } };
/** The waiter is in the images: what is installed is a matter of another test. */
const carried = { app: { waiterPath: '/sg' }, proxy: { check: READY, waiterPath: '/sg' } };

function guarded(order: OrderInput = {}, containers: ContainerInput[] = ['app', 'proxy']): string {
  return commandOf(renderedContainer(
    { containers, volumes: [{ name: 'run', emptyDir: {} }] },
    { mechanism: 'guard', edges: ['app -> proxy'], containers: carried, ...order },
    'app',
  ));
}

function commandOf(container: Container): string {
  return (container.command ?? []).join(' ');
}

describe('a container that publishes its phases', () => {
  const states = (restartPolicy: string, more: Partial<Container> = {}): string => commandOf(renderedContainer(
    { restartPolicy, containers: [{ name: 'work', command: ['/work'], ...more }, 'app'] },
    { kubernetesVersion: '1.35', runtimeImage: 'r:1', edges: [edge('app', 'work', { condition: 'completed' })] },
    'work',
  ));

  test('says under restartPolicy Never that it is not started again', () => {
    expect(states('Never')).toBe('/run/startgate/bin/startgate exec --name work --once --state /run/startgate/state -- /work');
  });

  test('does not say so under OnFailure', () => {
    expect(states('OnFailure')).toBe('/run/startgate/bin/startgate exec --name work --state /run/startgate/state -- /work');
  });

  test('does not say so where a rule of its own can start it again', () => {
    const rules = { restartPolicy: 'Never', restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [69] } }] };
    expect(states('Never', rules)).not.toContain('--once');
  });
});

describe('the command', () => {
  test('is wrapped, and its arguments stay where they are', () => {
    const app = { name: 'app', command: ['/app', '--flag'], args: ['serve', '$(PORT)'] };
    expect(yamlOf(renderedContainer({ containers: [app, 'proxy'] }, { mechanism: 'guard', edges: ['app -> proxy'], containers: carried }, 'app'))).toMatchInlineSnapshot(`
      "image: app:1
      name: app
      command:
        - /sg
        - exec
        - --wait
        - proxy=http://localhost:8080/ready
        - --timeout
        - 60s
        - --
        - /app
        - --flag
      args:
        - serve
        - $(PORT)
      startupProbe:
        exec:
          command:
            - /sg
            - wait
            - app=guard://self
            - --timeout
            - 65s
        periodSeconds: 1
        timeoutSeconds: 70
        failureThreshold: 1"
    `);
  });

  test('keeps the references that Kubernetes expands', () => {
    expect(guarded({}, [{ name: 'app', command: ['/app', '$(PORT)', '$$(X)'] }, 'proxy'])).toBe('/sg exec --wait proxy=http://localhost:8080/ready --timeout 60s -- /app $(PORT) $$(X)');
  });

  test('comes from imageEntrypoint when the manifest has none', () => {
    const app = { name: 'app', command: [], args: ['serve'] };
    const order = { containers: { ...carried, app: { waiterPath: '/sg', entrypoint: ['/bin/app', '$(date)'] } } };
    expect(guarded(order, [app, 'proxy'])).toBe('/sg exec --wait proxy=http://localhost:8080/ready --timeout 60s -- /bin/app $$(date)');
  });

  test.each([
    [{}, '/bin/app $$(date) --serve'], [{ args: ['serve'] }, '/bin/app $$(date)'],
  ])('comes from the image lock when the manifest has none, with %j', (fields, command) => {
    const imageLock = lockOf({ 'app:1': { entrypoint: ['/bin/app', '$(date)'], cmd: ['--serve'] } });
    expect(guarded({ imageLock }, [{ name: 'app', ...fields }, 'proxy'])).toBe(`/sg exec --wait proxy=http://localhost:8080/ready --timeout 60s -- ${command}`);
  });

  test('leaves the args of the manifest as they are', () => {
    const imageLock = lockOf({ 'app:1': { entrypoint: ['/bin/app'], cmd: ['--serve'] } });
    const order = { mechanism: 'guard', edges: ['app -> proxy'], containers: carried, imageLock } as const;
    expect(renderedContainer({ containers: [{ name: 'app', args: ['$(MODE)'] }, 'proxy'] }, order, 'app').args).toEqual(['$(MODE)']);
  });

  test('of imageEntrypoint is used before the one of the image lock', () => {
    const order = {
      containers: { ...carried, app: { waiterPath: '/sg', entrypoint: ['/mine'] } }, imageLock: lockOf({ 'app:1': { entrypoint: ['/locked'] } }),
    };
    expect(guarded(order, [{ name: 'app' }, 'proxy'])).toBe('/sg exec --wait proxy=http://localhost:8080/ready --timeout 60s -- /mine');
  });

  test('of the container that is waited for is not touched', () => {
    expect(commandOf(renderedContainer(pod, { mechanism: 'guard', edges: ['app -> proxy'], containers: carried }, 'proxy'))).toBe('/proxy');
  });
});

describe('a gate', () => {
  test('says its policy where it is not the default', () => {
    expect(guarded({ edges: [edge('app', 'proxy', { onTimeout: 'continue', timeoutMs: 1500 })] })).toBe('/sg exec --wait proxy=http://localhost:8080/ready --timeout 1500ms --on-timeout continue -- /app');
  });

  test('is followed by its own options, before the next one', () => {
    const cache: CheckModel = { kind: 'tcpSocket', port: 6379, listensOn: 'all' };
    const order = {
      edges: [edge('app', 'cache', { timeoutMs: 5000, onTimeout: 'block' }), 'app -> proxy'],
      containers: { ...carried, cache: { check: cache } },
    } as const;
    expect(guarded(order, ['app', 'proxy', 'cache'])).toBe(
      '/sg exec --wait cache=tcp://localhost:6379 --timeout 5s --on-timeout block --wait proxy=http://localhost:8080/ready --timeout 60s -- /app',
    );
  });

  test('sends the headers of a reused probe, and waits for an answer as long as it does', () => {
    const own = {
      name: 'proxy',
      readinessProbe: { httpGet: { path: '/up', port: 9, httpHeaders: [{ name: 'Host', value: 'shop' }] }, timeoutSeconds: 4 },
    };
    expect(guarded({ containers: { app: { waiterPath: '/sg' } } }, ['app', own])).toBe('/sg exec --wait proxy=http://localhost:9/up --request-timeout 4s --header Host: shop --timeout 60s -- /app');
  });

  test('dials the address of the Pod through the downward API', () => {
    const order = {
      mechanism: 'guard', edges: ['app -> proxy'],
      containers: { app: { waiterPath: '/sg' }, proxy: { check: { ...READY, listensOn: 'pod-ip' } as CheckModel } },
    } as const;
    expect(yamlOf(renderedContainer(pod, order, 'app'))).toMatchInlineSnapshot(`
      "name: app
      image: app:1
      command:
        - /sg
        - exec
        - --wait
        - proxy=http://[$(POD_IP)]:8080/ready
        - --timeout
        - 60s
        - --
        - /app
      startupProbe:
        exec:
          command:
            - /sg
            - wait
            - app=guard://self
            - --timeout
            - 65s
        periodSeconds: 1
        timeoutSeconds: 70
        failureThreshold: 1
      env:
        - name: POD_IP
          valueFrom:
            fieldRef:
              fieldPath: status.podIP"
    `);
  });

  test('sees a file by its path in the dependent', () => {
    const mount = (mountPath: string, subPath: string): Partial<Container> => ({ volumeMounts: [{ name: 'run', mountPath, subPath }] });
    const order: OrderInput = { containers: { app: { waiterPath: '/sg' }, proxy: { check: { kind: 'file', path: '/run/proxy/ready' } } } };
    expect(guarded(order, [
      { name: 'app', command: ['/app'], ...mount('/shared', 'a') }, { name: 'proxy', ...mount('/run', 'a') },
    ])).toContain('--wait proxy=file:///shared/proxy/ready ');
  });

  test('sees a unix socket by its path in the dependent', () => {
    const mount = (mountPath: string): Partial<Container> => ({ volumeMounts: [{ name: 'run', mountPath }] });
    const order: OrderInput = {
      containers: { app: { waiterPath: '/sg' }, proxy: { check: { kind: 'unixSocket', path: '/run/s', httpPath: '/ready' } } },
    };
    expect(guarded(order, [
      { name: 'app', command: ['/app'], ...mount('/shared') }, { name: 'proxy', ...mount('/run') },
    ])).toContain('--wait proxy=unix:///shared/s:/ready ');
  });
});

describe('state', () => {
  const job: PodInput = { ...pod, restartPolicy: 'Never' };

  test.each(['completed', 'started'] as const)('is read by who waits for %s, and written by who is waited for', (condition) => {
    const order: OrderInput = { mechanism: 'guard', edges: [edge('app', 'proxy', { condition })], containers: carried };
    expect([commandOf(renderedContainer(job, order, 'app')), commandOf(renderedContainer(job, order, 'proxy'))]).toEqual([
      `/sg exec --state /run/startgate/state --wait proxy=${condition} --timeout 60s -- /app`,
      '/sg exec --name proxy --once --state /run/startgate/state -- /proxy',
    ]);
  });

  test('is not there when only health is waited for', () => {
    expect(guarded()).not.toContain('--state');
  });

  const old: OrderInput = {
    kubernetesVersion: '1.28', edges: ['work -> proxy'],
    containers: { work: { waiterPath: '/sg' }, more: { waiterPath: '/sg' }, proxy: { check: READY, waiterPath: '/sg', sidecar: true } },
  };

  test('of every main container stops the sidecar of a Job below 1.29', () => {
    const input: PodInput = { containers: ['work', 'more', 'proxy'], restartPolicy: 'Never' };
    expect(['work', 'more', 'proxy'].map((name) => commandOf(renderedContainer(input, old, name)))).toEqual([
      '/sg exec --name work --once --state /run/startgate/state --wait proxy=http://localhost:8080/ready --timeout 60s -- /work',
      '/sg exec --name more --once --state /run/startgate/state -- /more',
      '/sg exec --state /run/startgate/state --until work=completed --until more=completed -- /proxy',
    ]);
  });

  test('keeps that sidecar through failed tries where the kubelet tries again', () => {
    const input: PodInput = { containers: ['work', 'more', 'proxy'], restartPolicy: 'OnFailure' };
    expect(commandOf(renderedContainer(input, old, 'proxy'))).toBe('/sg exec --state /run/startgate/state --until work=succeeded --until more=succeeded -- /proxy');
  });
});

test('containers keep their places, since a guard needs none', () => {
  expect(sequence(pod, {
    mechanism: 'guard', edges: ['app -> proxy'], containers: { ...proxy, app: { waiterPath: '/sg' } },
  })).toBe(' | app proxy');
});
