import { expect, test } from 'vitest';
import { Redis, StatsdExporter } from '../../src';
import { parts } from '../presets/parts';

test('the image and the resources of the preset can be replaced', () => {
  const own = { image: 'mirror.example/redis:8', resources: { limits: { memory: '1Gi' } } };
  expect(parts(Redis.of(own)).container).toMatchObject(own);
  expect(parts(Redis.of(own)).container.resources).toEqual(own.resources);
});

test('a field of the security context replaces that of the preset, and the others stay', () => {
  const { securityContext } = parts(Redis.of({ securityContext: { runAsUser: 1000 } })).container;
  expect(securityContext).toEqual({
    allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: 1000,
    seccompProfile: { type: 'RuntimeDefault' },
  });
});

test('the name of the container is also in the names of its volumes', () => {
  const { container, volumes } = parts(Redis.of({ name: 'cache' }));
  expect([container.name, volumes, container.volumeMounts]).toEqual([
    'cache', [{ name: 'cache-data', emptyDir: {} }], [{ name: 'cache-data', mountPath: '/data' }],
  ]);
});

test('arguments and variables follow those of the preset', () => {
  const { args, env } = parts(StatsdExporter.of({ args: ['--log.level=debug'], env: { GOGC: '50' } })).container;
  expect([args?.at(-1), env]).toEqual(['--log.level=debug', [{ name: 'GOGC', value: '50' }]]);
});

test('a numeric user stands in the security context where the image has none', () => {
  expect([Redis.of(), StatsdExporter.of()].map((sidecar) => parts(sidecar).container.securityContext)).toMatchObject([
    { runAsNonRoot: true, runAsUser: 999 }, { runAsNonRoot: true },
  ]);
  expect(parts(StatsdExporter.of()).container.securityContext).not.toHaveProperty('runAsUser');
});

test('fails when an option is misspelt', () => {
  expect(() => Redis.of({ maxmemory: '1gb' } as object)).toThrow(new Error(
    'Redis.of has no option "maxmemory"; allowed: name, image, args, env, resources, securityContext, maxMemory, port',
  ));
});
