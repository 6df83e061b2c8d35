import { expect, test } from 'vitest';
import { Check, Condition, Sidecar, StartOrder } from '../src';
import type { PodSpec } from '../src/private/manifest';
import { APP, containerOf, newDeployment, podOf, sequenceOf } from './shop';

/** A Deployment of "app", which waits for a sidecar. */
function withSidecar(sidecar: Sidecar, spec: PodSpec = { containers: [APP] }, condition = Condition.STARTED) {
  const deployment = newDeployment(undefined, 'web', spec);
  const order = StartOrder.of(deployment);
  order.container('app').dependsOn(order.addSidecar(sidecar), { condition });
  return { order, deployment };
}

function renderedSidecar(sidecar: Sidecar, condition?: Condition) {
  return containerOf(withSidecar(sidecar, undefined, condition).deployment, sidecar.name);
}

test('it has the name that it was given', () => {
  expect(Sidecar.of('proxy', { image: 'proxy:1' }).name).toBe('proxy');
});

const RESTRICTED = {
  allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' },
};

test('without options it is an image with the security context that Pod Security restricted accepts', () => {
  expect(renderedSidecar(Sidecar.of('proxy', { image: 'proxy:1' }))).toEqual({
    name: 'proxy', image: 'proxy:1', securityContext: RESTRICTED, restartPolicy: 'Always',
  });
});

test.each<[string, object, object, PodSpec]>([
  ['a field replaces the default of this field', { runAsNonRoot: false }, { ...RESTRICTED, runAsNonRoot: false }, {}],
  ['another field is added', { runAsUser: 1000 }, { ...RESTRICTED, runAsUser: 1000 }, {}],
  ['user 0 is not said to be another user', { runAsUser: 0 }, { ...RESTRICTED, runAsNonRoot: undefined, runAsUser: 0 }, {}],
  ['user 0 of the Pod is not said to be another user', {}, { ...RESTRICTED, runAsNonRoot: undefined }, { securityContext: { runAsUser: 0 } }],
  ['its own user counts more than that of the Pod', { runAsUser: 1000 }, { ...RESTRICTED, runAsUser: 1000 }, { securityContext: { runAsUser: 0 } }],
])('securityContext: %s', (_name, securityContext, rendered, pod) => {
  const { deployment } = withSidecar(Sidecar.of('proxy', { image: 'proxy:1', securityContext }), { containers: [APP], ...pod });
  expect(containerOf(deployment, 'proxy')?.securityContext).toEqual(rendered);
});

test.each([[undefined, undefined], [{ windowsOptions: { runAsUserName: 'x' } }, { windowsOptions: { runAsUserName: 'x' } }]])(
  'securityContext: in a Windows Pod %j has no defaults', (securityContext, rendered) => {
    const { deployment } = withSidecar(
      Sidecar.of('proxy', { image: 'proxy:1', ...(securityContext === undefined ? {} : { securityContext }) }), { containers: [APP], os: { name: 'windows' } },
    );
    expect(containerOf(deployment, 'proxy')?.securityContext).toEqual(rendered);
  },
);

test('every option lands in the container', () => {
  const sidecar = Sidecar.of('proxy', { image: 'proxy:1', command: ['/proxy'], args: ['-v'], env: { B: '2', A: '$(B)' }, port: 8080, resources: RESOURCES });
  expect(renderedSidecar(sidecar)).toEqual({
    name: 'proxy', image: 'proxy:1', command: ['/proxy'], args: ['-v'], env: [{ name: 'B', value: '2' }, { name: 'A', value: '$(B)' }],
    ports: [{ containerPort: 8080 }], resources: RESOURCES, securityContext: RESTRICTED, restartPolicy: 'Always',
  });
});
const RESOURCES = { requests: { cpu: '10m' }, limits: { memory: '64Mi' } };

test('its check is the gate', () => {
  const sidecar = Sidecar.of('proxy', { image: 'proxy:1', port: 8080, readyWhen: Check.httpGet('/ready') });
  expect(renderedSidecar(sidecar, Condition.HEALTHY)?.startupProbe).toEqual({
    httpGet: { path: '/ready', port: 8080 }, periodSeconds: 1, failureThreshold: 60,
  });
});

test('it stands behind the init containers that are there, and before what was regular', () => {
  const { deployment } = withSidecar(Sidecar.of('proxy', { image: 'proxy:1' }), {
    initContainers: [{ name: 'migrate', image: 'migrate:1' }], containers: [APP],
  });
  expect(sequenceOf(podOf(deployment))).toBe('migrate proxy* | app');
});

test('an init container can depend on it: then it stands before that', () => {
  const { order, deployment } = withSidecar(Sidecar.of('proxy', { image: 'proxy:1' }), {
    initContainers: [{ name: 'migrate', image: 'migrate:1' }], containers: [APP],
  });
  order.container('migrate').dependsOn(order.container('proxy'), { condition: Condition.STARTED });
  expect(sequenceOf(podOf(deployment))).toBe('proxy* migrate | app');
});

test('before Kubernetes 1.29 it is a regular container in front of the others', () => {
  const { order, deployment } = withSidecar(Sidecar.of('proxy', { image: 'proxy:1', command: ['/proxy'] }));
  order.configure({ kubernetesVersion: '1.28', runtimeImage: 'startgate:1' });
  expect(sequenceOf(podOf(deployment))).toBe('startgate-install | proxy app');
});

test('the order in which sidecars are added does not show', () => {
  const [a, b] = [Sidecar.of('a', { image: 'a:1' }), Sidecar.of('b', { image: 'b:1' })];
  const render = (...sidecars: Sidecar[]): string => {
    const deployment = newDeployment(undefined, 'web', { containers: [APP] });
    for (const sidecar of sidecars) StartOrder.of(deployment).addSidecar(sidecar);
    return JSON.stringify(podOf(deployment));
  };
  expect(render(b, a)).toBe(render(a, b));
});

test('the same sidecar added twice is one', () => {
  const { order, deployment } = withSidecar(Sidecar.of('proxy', { image: 'proxy:1' }));
  order.addSidecar(Sidecar.of('proxy', { image: 'proxy:1' }));
  expect(sequenceOf(podOf(deployment))).toBe('proxy* | app');
});

test('fromManifest takes whatever a container can have', () => {
  const container = { name: 'proxy', image: 'proxy:1', imagePullPolicy: 'Always', securityContext: { runAsUser: 1000 } };
  expect(renderedSidecar(Sidecar.fromManifest(container))).toEqual({ ...container, restartPolicy: 'Always' });
});

test('fromManifest takes the restartPolicy of a native sidecar', () => {
  expect(renderedSidecar(Sidecar.fromManifest({
    name: 'proxy', image: 'proxy:1', restartPolicy: 'Always',
  }))).toEqual({ name: 'proxy', image: 'proxy:1', restartPolicy: 'Always' });
});

test('fromManifest: without readyWhen its own probe is the gate', () => {
  const sidecar = Sidecar.fromManifest({ name: 'proxy', image: 'proxy:1', readinessProbe: { tcpSocket: { port: 8080 } } });
  const startupProbe = { tcpSocket: { port: 8080 }, periodSeconds: 1, failureThreshold: 60 };
  expect(renderedSidecar(sidecar, Condition.HEALTHY)?.startupProbe).toEqual(startupProbe);
});

test('fromManifest: readyWhen goes before its readiness probe', () => {
  const sidecar = Sidecar.fromManifest(
    { name: 'proxy', image: 'proxy:1', readinessProbe: { tcpSocket: { port: 8080 } } }, { readyWhen: Check.command(['true']) },
  );
  expect(renderedSidecar(sidecar, Condition.HEALTHY)).toMatchObject({
    startupProbe: { exec: { command: ['true'] } }, readinessProbe: { tcpSocket: { port: 8080 } },
  });
});

test('fromManifest: without volumes the Pod gets none', () => {
  expect(podOf(withSidecar(Sidecar.fromManifest({ name: 'proxy', image: 'proxy:1' })).deployment)).not.toHaveProperty('volumes');
});

test('fromManifest: its volumes come with it', () => {
  const volumes = [{ name: 'data', emptyDir: {} }];
  const { deployment } = withSidecar(Sidecar.fromManifest(
    { name: 'proxy', image: 'proxy:1', volumeMounts: [{ name: 'data', mountPath: '/data' }] }, { volumes },
  ));
  expect(podOf(deployment).volumes).toEqual(volumes);
});

test('fromManifest: a volume that the Pod has in the same form is shared', () => {
  const { deployment } = withSidecar(
    Sidecar.fromManifest(
      { name: 'proxy', image: 'proxy:1' }, { volumes: [{ name: 'data', hostPath: { type: 'Directory', path: '/data' } }] },
    ),
    { containers: [APP], volumes: [{ hostPath: { path: '/data', type: 'Directory' }, name: 'data' }] },
  );
  expect(podOf(deployment).volumes).toEqual([{ hostPath: { path: '/data', type: 'Directory' }, name: 'data' }]);
});

test('a later change of the manifest does not reach the sidecar', () => {
  const container = { name: 'proxy', image: 'proxy:1' };
  const sidecar = Sidecar.fromManifest(container);
  container.image = 'other:1';
  expect(renderedSidecar(sidecar)).toMatchObject({ image: 'proxy:1' });
});

test('fails when the Pod has another volume of the same name', () => {
  const { deployment } = withSidecar(
    Sidecar.fromManifest({ name: 'proxy', image: 'proxy:1' }, { volumes: [{ name: 'data', emptyDir: {} }] }),
    { containers: [APP], volumes: [{ name: 'data', configMap: {} }] },
  );
  expect(() => podOf(deployment)).toThrow(new Error(`start order: 1 error in 1 workload

[shop/web] Deployment "web"
  error collision: a sidecar adds the volume "data", but the Pod already has another volume of that name
    cure: rename one of the two volumes "data"`));
});

test('fails when the Pod has a container of the same name', () => {
  const deployment = newDeployment(undefined, 'web', { containers: [APP, { name: 'worker' }] });
  StartOrder.of(deployment).addSidecar(Sidecar.of('app', { image: 'proxy:1' }));
  expect(() => podOf(deployment)).toThrow(new Error(`start order: 1 error in 1 workload

[shop/web] Deployment "web"
  error duplicate-container-name: 2 containers of the Pod have the name "app"
    cure: give every container of the Pod its own name`));
});

test.each([
  ['the command is empty', () => Sidecar.of('proxy', { image: 'proxy:1', command: [] }),
    '"command" of sidecar "proxy" must be a list of strings that begins with a program, such as ["/proxy", "--port=8080"]; got []'],
  ['there is no image', () => Sidecar.of('proxy', {} as { image: string }),
    '"image" of sidecar "proxy" must be an image reference such as "registry.example/proxy:1.4"; got undefined'],
  ['an option is misspelt', () => Sidecar.of('proxy', { image: 'proxy:1', environment: {} } as { image: string }),
    'sidecar "proxy" has no option "environment"; allowed: image, command, args, env, port, resources, securityContext, readyWhen'],
  ['the command is a text', () => Sidecar.of('proxy', { image: 'proxy:1', command: '/proxy' as unknown as string[] }),
    '"command" of sidecar "proxy" must be a list of strings that begins with a program, such as ["/proxy", "--port=8080"]; got "/proxy"'],
  ['a variable is a number', () => Sidecar.of('proxy', { image: 'proxy:1', env: { PORT: 80 as unknown as string } }),
    '"env" of sidecar "proxy" must be strings by name, such as { LOG_LEVEL: "info" }; got an object with PORT'],
  ['readyWhen is no check', () => Sidecar.of('proxy', { image: 'proxy:1', readyWhen: '/ready' as unknown as Check }),
    '"readyWhen" of sidecar "proxy" must be a Check, such as Check.httpGet("/ready"); got "/ready"'],
  ['an option beside a manifest is misspelt', () => Sidecar.fromManifest({ name: 'proxy', image: 'proxy:1' }, { volume: [] } as object),
    'sidecar "proxy" has no option "volume"; allowed: readyWhen, volumes'],
  ['the volumes are no list', () => Sidecar.fromManifest({ name: 'proxy', image: 'proxy:1' }, { volumes: {} as unknown[] }),
    '"volumes" of sidecar "proxy" must be a list of volumes with a "name", such as [{ name: "data", emptyDir: {} }]; got {}'],
  ['the port is 0', () => Sidecar.of('proxy', { image: 'proxy:1', port: 0 }),
    '"port" of sidecar "proxy" must be a whole number from 1 to 65535; got 0'],
  ['the port is a fraction', () => Sidecar.of('proxy', { image: 'proxy:1', port: 80.5 }),
    '"port" of sidecar "proxy" must be a whole number from 1 to 65535; got 80.5'],
  ['the container is no object', () => Sidecar.fromManifest('proxy'),
    '"container" of Sidecar.fromManifest must be an object with a "name", such as { name: "proxy", image: … }; got "proxy"'],
  ['the container has no name', () => Sidecar.fromManifest({ image: 'proxy:1' }),
    '"container" of Sidecar.fromManifest must be an object with a "name", such as { name: "proxy", image: … }; got an object with image'],
  ['the container has no image', () => Sidecar.fromManifest({ name: 'proxy' }),
    '"image" of sidecar "proxy" must be an image reference such as "registry.example/proxy:1.4"; got undefined'],
  ['the image of the container is empty', () => Sidecar.fromManifest({ name: 'proxy', image: '' }),
    '"image" of sidecar "proxy" must be an image reference such as "registry.example/proxy:1.4"; got ""'],
  ['the container is not always restarted', () => Sidecar.fromManifest({ name: 'proxy', image: 'proxy:1', restartPolicy: 'Never' }),
    '"restartPolicy" of sidecar "proxy" must be "Always", or not set: a sidecar always restarts; got "Never"'],
  ['a volume has no name', () => Sidecar.fromManifest({ name: 'proxy', image: 'proxy:1' }, { volumes: [{ emptyDir: {} }] }),
    '"volumes" of sidecar "proxy" must be a list of volumes with a "name", such as [{ name: "data", emptyDir: {} }]; got [an object with emptyDir]'],
])('fails when %s', (_name, make, message) => {
  expect(make).toThrow(new Error(message));
});

test('fails when two different sidecars have one name', () => {
  const { order } = withSidecar(Sidecar.of('proxy', { image: 'proxy:1' }));
  expect(() => order.addSidecar(Sidecar.of('proxy', { image: 'proxy:2' }))).toThrow(
    new Error('sidecar "proxy" of Deployment "web" is added twice with different values; give one of the sidecars another name'),
  );
});

test('fails when its name is no DNS label', () => {
  expect(() => Sidecar.of('The Proxy', { image: 'proxy:1' })).toThrow(
    new Error('"name" of Sidecar.of must be a DNS label (lower-case letters, digits and "-", at most 63 characters); got "The Proxy"'),
  );
});
