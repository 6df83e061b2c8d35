import { describe, expect, test } from 'vitest';
import type { CheckModel } from '../../../src/private/model';
import { mechanismOf } from '../rendered';
import { edge, lockOf, type OrderInput, planOf, type PodInput, READY, RUNTIME_IMAGE } from '../support';

const pod: PodInput = { containers: ['app', 'proxy'] };
const job: PodInput = { ...pod, restartPolicy: 'Never' };
const proxy = { proxy: { check: READY } };
const file: CheckModel = { kind: 'file', path: '/ready' };
const loopback: CheckModel = { ...READY, listensOn: 'loopback' };
const podIp: CheckModel = { ...READY, listensOn: 'pod-ip' };

function placementOf(input: PodInput, order: OrderInput, name: string): string {
  return planOf(input, order).byName.get(name)!.placement;
}

describe('what a guard waits for', () => {
  const guarded: OrderInput = { edges: ['app -> proxy'], containers: proxy, runtimeImage: RUNTIME_IMAGE };
  const chain: OrderInput = {
    edges: [edge('app', 'proxy', { mechanism: 'native' }), edge('proxy', 'vault')], containers: { ...proxy, vault: { check: READY } },
    runtimeImage: RUNTIME_IMAGE,
  };

  test.each([['1.35', 'regular'], ['1.36', 'native']])('under %s is a %s container', (kubernetesVersion, placement) => {
    expect(placementOf(pod, { ...guarded, kubernetesVersion }, 'proxy')).toBe(placement);
  });

  test('stays where it is with a startup probe of its own, which would delay the Pod', () => {
    const probed = { containers: ['app', { name: 'proxy', startupProbe: { tcpSocket: { port: 8080 } } }] };
    expect(placementOf(probed, { ...guarded, containers: {}, kubernetesVersion: '1.36' }, 'proxy')).toBe('regular');
  });

  test('is a native sidecar with the startup probe that cdk8s-plus adds, which gives way to its check', () => {
    const probed = { name: 'proxy', ports: [{ containerPort: 8080 }], startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 3 } };
    expect(placementOf({ containers: ['app', probed] }, { ...guarded, kubernetesVersion: '1.36' }, 'proxy')).toBe('native');
  });

  test('is a native sidecar in a Pod that ends', () => {
    expect(placementOf(job, guarded, 'proxy')).toBe('native');
  });

  test('is a native sidecar where a native sidecar waits for it', () => {
    expect([placementOf({ containers: ['app', 'proxy', 'vault'] }, chain, 'vault'), mechanismOf({ containers: ['app', 'proxy', 'vault'] }, { ...chain, edges: [edge('proxy', 'vault')] })])
      .toEqual(['native', 'guard']);
  });

  test('is a native sidecar where an init container waits for it', () => {
    expect(placementOf({ initContainers: ['app'], containers: ['proxy', 'web'] }, guarded, 'proxy')).toBe('native');
  });

  test('stays where it is when somebody waits for its end', () => {
    const edges = ['app -> proxy', edge('web', 'proxy', { condition: 'completed' })];
    expect(placementOf({ ...job, containers: ['app', 'proxy', 'web'] }, { ...guarded, edges }, 'proxy')).toBe('regular');
  });

  test('stays where it is under a guard that was asked for', () => {
    expect(placementOf(pod, { ...guarded, mechanism: 'guard', kubernetesVersion: '1.36' }, 'proxy')).toBe('regular');
  });
});

describe('from Kubernetes 1.29 on', () => {
  test.each(['1.29', '1.33'])('a kubelet probe is the gate in %s', (kubernetesVersion) => {
    expect(mechanismOf(pod, { edges: ['app -> proxy'], containers: proxy, kubernetesVersion })).toBe('native');
  });

  test('a version that is not given is the oldest that is supported upstream, 1.35', () => {
    expect(planOf(pod, { edges: ['app -> proxy'], containers: proxy }).minor).toBe(35);
  });

  test('with a runtime image the guard waits where the command is known', () => {
    expect(mechanismOf(pod, { edges: ['app -> proxy'], containers: proxy, runtimeImage: RUNTIME_IMAGE })).toBe('guard');
  });

  test('with a runtime image an init container waits where the command is not known', () => {
    expect(mechanismOf({ containers: [{ name: 'app' }, 'proxy'] }, { edges: ['app -> proxy'], containers: proxy, runtimeImage: RUNTIME_IMAGE }))
      .toBe('init-waiter');
  });

  test.each<[string, PodInput, string]>([
    ['a postStart hook, which runs beside the guard', { containers: [{ name: 'app', command: ['/app'], lifecycle: { postStart: { exec: { command: ['/x'] } } } }, 'proxy'] }, 'init-waiter'],
    ['a startup probe that is shorter than the wait', { containers: [{ name: 'app', command: ['/app'], startupProbe: { tcpSocket: { port: 80 }, failureThreshold: 5 } }, 'proxy'] }, 'init-waiter'],
    ['a startup probe that is long enough', { containers: [{ name: 'app', command: ['/app'], startupProbe: { tcpSocket: { port: 80 }, failureThreshold: 6 } }, 'proxy'] }, 'guard'],
    ['an operating system without the waiter', { ...pod, os: { name: 'windows' } }, 'native'],
  ])('with a runtime image and %s', (_what, input, mechanism) => {
    expect(mechanismOf(input, { edges: ['app -> proxy'], containers: proxy, runtimeImage: RUNTIME_IMAGE })).toBe(mechanism);
  });

  test('the guard waits where the image of the dependent carries the waiter', () => {
    expect(mechanismOf(pod, { edges: ['app -> proxy'], containers: { ...proxy, app: { waiterPath: '/sg' } } })).toBe('guard');
  });

  test('going on after the timeout needs the guard', () => {
    expect(mechanismOf(pod, { edges: [edge('app', 'proxy', { onTimeout: 'continue' })], containers: proxy })).toBe('guard');
  });

  const unknown: PodInput = { containers: [{ name: 'app', command: [] }, { name: 'web', command: [] }, 'proxy'] };
  const goesOn = edge('app', 'proxy', { onTimeout: 'continue' });

  test('an init container goes on after the timeout where the command is unknown', () => {
    expect(mechanismOf(unknown, { edges: [goesOn], containers: proxy, runtimeImage: RUNTIME_IMAGE })).toBe('init-waiter');
  });

  test('no init container goes on for one dependent and fails for another', () => {
    expect(planOf(unknown, { edges: [goesOn, edge('web', 'proxy')], containers: proxy, runtimeImage: RUNTIME_IMAGE })
      .edges.map(({ mechanism }) => mechanism)).toEqual(['guard', 'guard']);
  });

  test('gating again needs the guard', () => {
    expect(mechanismOf(pod, { edges: [edge('app', 'proxy', { regate: true })], containers: proxy })).toBe('guard');
  });

  test('a probe would hold back who goes on after a timeout: all who wait for that container are guarded', () => {
    const edges = [edge('app', 'proxy', { onTimeout: 'continue' }), edge('web', 'proxy')];
    expect(planOf(
      { containers: ['app', 'web', 'proxy'] }, { edges, containers: proxy },
    ).edges.map(({ mechanism }) => mechanism)).toEqual(['guard', 'guard']);
  });

  test('the guard does not take the native gate from another dependent', () => {
    const edges = [edge('app', 'proxy', { regate: true }), edge('web', 'proxy')];
    expect(planOf(
      { containers: ['app', 'web', 'proxy'] }, { edges, containers: proxy },
    ).edges.map(({ mechanism }) => mechanism)).toEqual(['guard', 'native']);
  });

  test('only a waiter in the sidecar sees a file that is on no volume', () => {
    expect(mechanismOf(pod, {
      edges: ['app -> proxy'], containers: { proxy: { check: file } }, runtimeImage: RUNTIME_IMAGE,
    })).toBe('native-waiter');
  });

  test('without a way to bring the waiter the kubelet is left to try, for the rules to refuse', () => {
    expect(mechanismOf(pod, { edges: ['app -> proxy'], containers: { proxy: { check: file } } })).toBe('native');
  });

  test.each(
    [
      ['a loopback listener', loopback, 'guard'],
      ['two checks', { kind: 'all', checks: [READY, file] }, 'native'],
      ['two ports', { kind: 'all', checks: [READY, loopback] }, 'guard'],
      ['a status that is none of its own', { ...READY, statuses: [401] }, 'guard'],
      ['a file of the other container', file, 'native'],
      ['TLS on loopback', { ...loopback, tls: true }, 'native'],
    ] as const,
  )(
    'what the kubelet can\'t see is left to a guard that can: %s', (_what, check, mechanism) => {
      expect(mechanismOf(pod, {
        edges: ['app -> proxy'], containers: { proxy: { check }, app: { waiterPath: '/startgate' } },
      })).toBe(mechanism);
    });

  test.each([{ onTimeout: 'continue' }, { regate: true }] as const)('only the guard can do %o, whether it sees the check or not', (options) => {
    const check: CheckModel = { kind: 'command', command: ['ok'] };
    expect(mechanismOf(pod, {
      edges: [edge('app', 'proxy', options)], containers: { proxy: { check } }, runtimeImage: RUNTIME_IMAGE,
    })).toBe('guard');
  });

  test('an image that carries the waiter uses it', () => {
    expect(mechanismOf(pod, {
      edges: ['app -> proxy'], containers: { proxy: { check: READY, waiterPath: '/startgate' } },
    })).toBe('native-waiter');
  });

  test.each([['TLS', { ...READY, tls: true }], ['the address of the Pod', podIp]])('the waiter in the sidecar can\'t dial %s: the kubelet does', (_what, check) => {
    expect(mechanismOf(pod, { edges: ['app -> proxy'], containers: { proxy: { check, waiterPath: '/startgate' } } })).toBe('native');
  });

  test('its own startup probe stays the gate, also where the image carries the waiter', () => {
    const own = { containers: ['app', { name: 'proxy', startupProbe: { httpGet: { port: 1 } } }] };
    expect(mechanismOf(own, { edges: ['app -> proxy'], containers: { proxy: { waiterPath: '/startgate' } } })).toBe('native');
  });

  test('a container that is only started needs no waiter', () => {
    const order = {
      edges: [edge('app', 'proxy', { condition: 'started' })], containers: { proxy: { check: file } }, runtimeImage: RUNTIME_IMAGE,
    } as const;
    expect(mechanismOf(pod, order)).toBe('native');
  });

  test('what waits behind a guard has started when its guard says so', () => {
    const edges = [edge('app', 'web', { condition: 'started' }), edge('web', 'proxy', { regate: true })];
    expect(planOf(
      { containers: ['app', 'web', 'proxy'] }, { edges, containers: proxy },
    ).edges.map(({ mechanism }) => mechanism)).toEqual(['guard', 'guard']);
  });

  test('that holds along a chain of starts', () => {
    const edges = [
      edge('a', 'b', { condition: 'started' }), edge('b', 'c', { condition: 'started' }), edge('c', 'proxy', { regate: true }),
    ];
    expect(planOf(
      { containers: ['a', 'b', 'c', 'proxy'] }, { edges, containers: proxy },
    ).edges.map(({ mechanism }) => mechanism)).toEqual(['guard', 'guard', 'guard']);
  });

  test('a start that is asked to be native stays so, for the rules to refuse', () => {
    const edges = [edge('app', 'web', { condition: 'started', mechanism: 'native' }), edge('web', 'proxy', { regate: true })];
    expect(planOf(
      { containers: ['app', 'web', 'proxy'] }, { edges, containers: proxy },
    ).edges.map(({ mechanism }) => mechanism)).toEqual(['native', 'guard']);
  });
});

describe('before Kubernetes 1.29', () => {
  const kubernetesVersion = '1.28';

  test('the guard is the gate when the command is known and there is a runtime image', () => {
    expect(mechanismOf(pod, { edges: ['app -> proxy'], containers: proxy, kubernetesVersion, runtimeImage: RUNTIME_IMAGE })).toBe('guard');
  });

  test('the guard is the gate when the image of the dependent carries it', () => {
    expect(mechanismOf(pod, {
      edges: ['app -> proxy'], containers: { ...proxy, app: { waiterPath: '/startgate' } }, kubernetesVersion,
    })).toBe('guard');
  });

  test('imageEntrypoint makes the command known', () => {
    const unknown = { containers: [{ name: 'app', command: [] }, 'proxy'] };
    const order = {
      edges: ['app -> proxy'], containers: { ...proxy, app: { entrypoint: ['/app'] } }, kubernetesVersion, runtimeImage: RUNTIME_IMAGE,
    };
    expect(mechanismOf(unknown, order)).toBe('guard');
  });

  test('an image lock makes the command known', () => {
    const unknown = { containers: [{ name: 'app' }, 'proxy'] };
    const imageLock = lockOf({ 'app:1': { entrypoint: ['/app'] } });
    expect(mechanismOf(unknown, {
      edges: ['app -> proxy'], containers: proxy, kubernetesVersion, runtimeImage: RUNTIME_IMAGE, imageLock,
    })).toBe('guard');
  });

  test('a hook is left when the command is not known', () => {
    const unknown = { containers: [{ name: 'app', command: [] }, 'proxy'] };
    expect(mechanismOf(unknown, {
      edges: ['app -> proxy'], containers: proxy, kubernetesVersion, runtimeImage: RUNTIME_IMAGE,
    })).toBe('post-start');
  });

  test('a hook is left when nothing brings the guard', () => {
    expect(mechanismOf(pod, {
      edges: ['app -> proxy'], containers: { proxy: { check: READY, waiterPath: '/startgate' } }, kubernetesVersion,
    })).toBe('post-start');
  });

  test.each([
    ['a command', { kind: 'command', command: ['ok'] }, 'post-start'],
    ['a file of the other container', file, 'post-start'],
    ['a unix socket of the other container', { kind: 'unixSocket', path: '/s' }, 'post-start'],
    ['a loopback listener', loopback, 'guard'],
    ['the address of the Pod', podIp, 'guard'],
    ['TLS, which neither sees', { ...READY, tls: true }, 'guard'],
  ] as const)('who sees the check is chosen: %s', (_what, check, mechanism) => {
    expect(mechanismOf(pod, {
      edges: ['app -> proxy'], containers: { proxy: { check } }, kubernetesVersion, runtimeImage: RUNTIME_IMAGE,
    })).toBe(mechanism);
  });

  test('the guard sees a file on a volume that both mount', () => {
    const volumeMounts = [{ name: 'shared', mountPath: '/' }];
    const sharing: PodInput = { containers: [{ name: 'app', command: ['/app'], volumeMounts }, { name: 'proxy', volumeMounts }] };
    expect(mechanismOf(sharing, {
      edges: ['app -> proxy'], containers: { proxy: { check: file } }, kubernetesVersion, runtimeImage: RUNTIME_IMAGE,
    })).toBe('guard');
  });

  test('a hook that could not see the check is no way out: what the guard lacks is asked for', () => {
    const unknown = { containers: [{ name: 'app', command: [] }, 'proxy'] };
    expect(mechanismOf(unknown, {
      edges: ['app -> proxy'], containers: { proxy: { check: podIp } }, kubernetesVersion, runtimeImage: RUNTIME_IMAGE,
    })).toBe('guard');
  });

  test('gating again needs the guard, whatever it lacks', () => {
    const unknown = { containers: [{ name: 'app', command: [] }, 'proxy'] };
    expect(mechanismOf(unknown, { edges: [edge('app', 'proxy', { regate: true })], containers: proxy, kubernetesVersion })).toBe('guard');
  });

  test('a hook goes on after the timeout where the guard can\'t be', () => {
    const unknown = { containers: [{ name: 'app', command: [] }, 'proxy'] };
    expect(mechanismOf(unknown, {
      edges: [edge('app', 'proxy', { onTimeout: 'continue' })], containers: proxy, kubernetesVersion, runtimeImage: RUNTIME_IMAGE,
    })).toBe('post-start');
  });

  test('who waits for the end of a container is guarded, and who waits for its health has what sees it', () => {
    const edges = [edge('app', 'proxy', { condition: 'completed' }), edge('web', 'proxy')];
    const plan = planOf(
      { ...job, containers: ['app', 'web', 'proxy'] },
      { edges, containers: { proxy: { check: { kind: 'command', command: ['ok'] } } }, kubernetesVersion, runtimeImage: RUNTIME_IMAGE },
    );
    expect(plan.edges.map(({ mechanism }) => mechanism)).toEqual(['guard', 'post-start']);
  });

  test('a start is guarded only when both sides can be', () => {
    const unknown = { containers: ['app', { name: 'proxy', command: [] }] };
    const order = { edges: [edge('app', 'proxy', { condition: 'started' })], kubernetesVersion, runtimeImage: RUNTIME_IMAGE } as const;
    expect([mechanismOf(pod, order), mechanismOf(unknown, order)]).toEqual(['guard', 'post-start']);
  });

  test('a sidecar stays among the containers', () => {
    expect(placementOf(pod, { containers: { proxy: { check: READY, sidecar: true } }, kubernetesVersion }, 'proxy')).toBe('regular');
  });
});

describe('what is asked for', () => {
  test.each(['native', 'native-waiter', 'guard', 'post-start'] as const)('a dependency can ask for %s', (mechanism) => {
    expect(mechanismOf(pod, { edges: [edge('app', 'proxy', { mechanism })], containers: proxy })).toBe(mechanism);
  });

  test.each(['native', 'native-waiter', 'guard', 'post-start'] as const)('an order can ask for %s', (mechanism) => {
    expect(mechanismOf(pod, { edges: ['app -> proxy'], containers: proxy, mechanism })).toBe(mechanism);
  });

  test('the dependency beats the order', () => {
    expect(mechanismOf(pod, {
      edges: [edge('app', 'proxy', { mechanism: 'native' })], containers: proxy, mechanism: 'guard',
    })).toBe('native');
  });

  test('a Pod may mix mechanisms', () => {
    const edges = [edge('app', 'proxy', { mechanism: 'guard' }), edge('web', 'cache')];
    const plan = planOf({ containers: ['app', 'web', 'proxy', 'cache'] }, { edges, containers: { ...proxy, cache: { check: READY } } });
    expect(plan.containers.map(({ name, placement, guarded }) => `${name} ${placement}${guarded ? ' guarded' : ''}`)).toEqual([
      'app regular guarded', 'web regular', 'proxy regular', 'cache native',
    ]);
  });

  test('native with a check of the waiter is the waiter, since nothing else can honour it', () => {
    expect(mechanismOf(pod, {
      edges: ['app -> proxy'], containers: { proxy: { check: file } }, mechanism: 'native', runtimeImage: RUNTIME_IMAGE,
    })).toBe('native-waiter');
  });
});

describe('an end', () => {
  const succeeded = { edges: [edge('app', 'proxy', { condition: 'succeeded' })] } as const;

  test.each(['1.19', '1.28', '1.33'])('all who wait for success make a plain init container in %s', (kubernetesVersion) => {
    expect([
      mechanismOf(pod, { ...succeeded, kubernetesVersion }), placementOf(pod, { ...succeeded, kubernetesVersion }, 'proxy'),
    ]).toEqual(['order', 'init']);
  });

  test('so it does under an order that asks for the guard', () => {
    expect(mechanismOf(pod, { ...succeeded, mechanism: 'guard' })).toBe('order');
  });

  test.each([
    ['the guard is asked for', { mechanism: 'guard' }],
    ['it is to gate again', { regate: true }],
    ['it goes on after a timeout', { onTimeout: 'continue' }],
  ] as const)('the guard waits for success when %s', (_when, options) => {
    const order = { edges: [edge('app', 'proxy', { condition: 'succeeded', ...options })] } as const;
    expect([mechanismOf(job, order), placementOf(job, order, 'proxy')]).toEqual(['guard', 'regular']);
  });

  test('a sidecar is no init container, whatever is asked of it', () => {
    expect(mechanismOf(job, { ...succeeded, containers: { proxy: { sidecar: true } } })).toBe('guard');
  });

  test('an end with any code needs the guard', () => {
    expect(mechanismOf(job, { edges: [edge('app', 'proxy', { condition: 'completed' })] })).toBe('guard');
  });

  test('mixed conditions need the guard on every edge', () => {
    const edges = [edge('app', 'proxy', { condition: 'succeeded' }), edge('web', 'proxy')];
    const plan = planOf({ ...job, containers: ['app', 'web', 'proxy'] }, { edges, containers: proxy });
    expect(plan.edges.map(({ mechanism }) => mechanism)).toEqual(['guard', 'guard']);
  });

  test('a plain init container has succeeded by nature', () => {
    const plan = planOf({ initContainers: ['migrate'], containers: ['app'] }, { edges: ['app -> migrate'] });
    expect(plan.edges[0]).toMatchObject({ condition: 'succeeded', mechanism: 'order' });
  });
});

describe('asSidecar', () => {
  const order = { edges: [edge('app', 'proxy', { mechanism: 'guard' })], containers: { proxy: { check: READY, sidecar: true } } } as const;

  test('makes a native sidecar under the guard', () => {
    expect([mechanismOf(pod, order), placementOf(pod, order, 'proxy')]).toEqual(['guard', 'native']);
  });

  test('makes a native sidecar of a container that nobody waits for', () => {
    expect(placementOf(pod, { containers: { proxy: { sidecar: true } } }, 'proxy')).toBe('native');
  });

  test('makes a native sidecar of an init container', () => {
    const input = { initContainers: ['proxy'], containers: ['app'] };
    const native = { edges: ['app -> proxy'], containers: { proxy: { check: READY, sidecar: true } } };
    expect([mechanismOf(input, native), placementOf(input, native, 'proxy')]).toEqual(['native', 'native']);
  });
});
