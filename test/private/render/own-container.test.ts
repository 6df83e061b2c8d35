import { describe, expect, test } from 'vitest';
import type { MechanismName } from '../../../src/private/model';
import { renderedContainer } from '../rendered';
import { type PodInput, READY, RUNTIME_IMAGE } from '../support';

const pod: PodInput = { containers: ['app', 'proxy'] };

describe.each<[string, MechanismName]>([
  ['startgate-install', 'guard'], ['startgate-wait', 'init-waiter'],
])('%s', (name, mechanism) => {
  const own = (given: PodInput) => renderedContainer(given, {
    mechanism, kubernetesVersion: '1.34', edges: ['app -> proxy'], containers: { proxy: { check: READY } }, runtimeImage: RUNTIME_IMAGE,
  }, name);

  test('runs in the runtime image, takes little and may do little', () => {
    const { command: _command, volumeMounts: _mounts, ...rest } = own(pod);
    expect(rest).toEqual({
      name,
      image: RUNTIME_IMAGE,
      resources: { limits: { cpu: '100m', memory: '16Mi' }, requests: { cpu: '10m', memory: '16Mi' } },
      securityContext: {
        allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    });
  });

  test('requests what it is limited to in a Guaranteed Pod, so that it stays so', () => {
    const limited = { resources: { limits: { cpu: '1', memory: '1Gi' } } };
    expect(own({ containers: [{ name: 'app', ...limited }, { name: 'proxy', ...limited }] }).resources).toEqual({
      limits: { cpu: '100m', memory: '16Mi' }, requests: { cpu: '100m', memory: '16Mi' },
    });
  });

  test('never has a user of its own', () => {
    const { securityContext } = own({ ...pod, securityContext: { runAsUser: 1000 } });
    expect(securityContext).toMatchObject({ runAsNonRoot: true });
    expect(securityContext).not.toHaveProperty('runAsUser');
  });

  test('may be root where the Pod is root', () => {
    expect(own({ ...pod, securityContext: { runAsUser: 0 } }).securityContext).not.toHaveProperty('runAsNonRoot');
  });
});
