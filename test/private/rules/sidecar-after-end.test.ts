import { expect, test } from 'vitest';
import type { EdgeModel } from '../../../src/private/model';
import { sidecarAfterEnd } from '../../../src/private/rules/sidecar-after-end';
import { edge, planOf, type PodInput, problemsOf, RUNTIME_IMAGE } from '../support';

const AFTER = edge('upload', 'work', { condition: 'completed' });

function found(edges: readonly EdgeModel[], pod: PodInput = { containers: ['work', 'upload'] }, kubernetesVersion = '1.33'): unknown {
  const sidecar = pod.initContainers === undefined;
  const order = { edges, containers: { upload: { sidecar } }, runtimeImage: RUNTIME_IMAGE, kubernetesVersion };
  return problemsOf(sidecarAfterEnd, planOf({ restartPolicy: 'Never', ...pod }, order));
}

test.each(['1.28', '1.29', '1.37'])('fails on Kubernetes %s when a sidecar waits for the end of the only other container', (version) => {
  expect(found([AFTER], undefined, version)).toEqual([{
    message: '"upload" waits for the end of "work", but is a sidecar, which stops when all other containers have ended: "upload" never starts',
    cure: 'remove asSidecar() from "upload"',
  }]);
});

test('fails when all others have ended before the one that is waited for starts', () => {
  expect(found(
    [AFTER, edge('work', 'fetch', { condition: 'succeeded', mechanism: 'guard' })], { containers: ['fetch', 'work', 'upload'] },
  )).toEqual([
    expect.objectContaining({ message: '"upload" waits for the end of "work", but is a sidecar, which stops when all other containers have ended: "upload" never starts' }),
  ]);
});

test('fails when it depends on how long another container runs', () => {
  expect(found([AFTER], { containers: ['work', 'watch', 'upload'] })).toEqual([
    expect.objectContaining({ message: '"upload" waits for the end of "work", but is a sidecar, which stops when all other containers have ended: "upload" starts only if "watch" runs longer' }),
  ]);
});

test('says where a native sidecar of the manifest belongs', () => {
  expect(found(
    [AFTER], { initContainers: [{ name: 'upload', command: ['/upload'], restartPolicy: 'Always' }], containers: ['work'] },
  )).toEqual([
    expect.objectContaining({ cure: 'move "upload" to containers' }),
  ]);
});

test('says nothing when another container waits for the sidecar: that one runs then', () => {
  expect(found([AFTER, edge('report', 'upload', { condition: 'started' })], { containers: ['work', 'upload', 'report'] })).toEqual([]);
});

test('says nothing of a Pod that does not end', () => {
  expect(found([AFTER], { restartPolicy: 'Always', containers: ['work', 'upload'] })).toEqual([]);
});

test('says nothing of a sidecar that waits for the start of a container', () => {
  expect(found([edge('upload', 'work', { condition: 'started' })])).toEqual([]);
});
