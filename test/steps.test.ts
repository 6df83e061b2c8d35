import { ApiObject } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { StartOrder } from '../src';
import type { PodSpec } from '../src/private/manifest';
import { newChart } from './shop';

const NAMES = ['one', 'two', 'three'];

function newJob(restartPolicy = 'Never'): ApiObject {
  const containers = NAMES.map((name) => ({ name, image: `${name}:1`, command: [`/${name}`] }));
  return new ApiObject(newChart(), 'build', {
    apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'build' }, spec: { template: { spec: { restartPolicy, containers } } },
  });
}

function podOfJob(job: ApiObject): PodSpec {
  return (job.toJson() as { spec: { template: { spec: PodSpec } } }).spec.template.spec;
}

function newSteps(): PodSpec {
  const job = newJob();
  StartOrder.of(job).configure({ runtimeImage: 'startgate:1' }).steps(NAMES);
  return podOfJob(job);
}

describe('steps', () => {
  test('stay regular containers in their order, each behind the one before', () => {
    const guard = ['/run/startgate/bin/startgate', 'exec', '--name'];
    const behind = (name: string): string[] => ['--wait', `${name}=succeeded`, '--timeout', '60s', '--on-timeout', 'block'];
    expect(newSteps().containers!.map(({ command }) => command)).toEqual([
      [...guard, 'one', '--state', '/run/startgate/state', '--step', '--', '/one'],
      [...guard, 'two', '--state', '/run/startgate/state', '--step', ...behind('one'), '--', '/two'],
      [...guard, 'three', '--state', '/run/startgate/state', '--step', ...behind('two'), '--', '/three'],
    ]);
  });

  test('can write their own records alone', () => {
    const writable = newSteps().containers!.map(
      ({ volumeMounts = [] }) => volumeMounts.filter(({ readOnly }) => readOnly !== true).map(
        ({ mountPath, subPath }) => `${mountPath} <- ${subPath}`,
      ),
    );
    expect(writable).toEqual(NAMES.map((name) => [`/run/startgate/state/${name} <- state/${name}`]));
  });

  test('may be declared twice in the same way', () => {
    const job = newJob();
    StartOrder.of(job).configure({ runtimeImage: 'startgate:1' }).steps(NAMES).steps(NAMES);
    expect(podOfJob(job)).toEqual(newSteps());
  });
});

test.each<[string[], string]>([
  [[], 'the steps of Job "build" must be a list with the names of containers, such as ["fetch", "load"]; got []'],
  [['one', 'two', 'one'], 'step "one" of Job "build" is named twice; give each step its own name'],
  [['One'], 'the name of a container of Job "build" must be a DNS label (lower-case letters, digits and "-", at most 63 characters); got "One"'],
])('the steps %j are refused', (names, message) => {
  expect(() => StartOrder.of(newJob()).steps(names)).toThrow(new Error(message));
});

test('nothing is declared of a row that is refused', () => {
  const job = newJob();
  const order = StartOrder.of(job).configure({ runtimeImage: 'startgate:1' });
  expect(() => order.steps(['one', 'two', 'One'])).toThrow('DNS label');
  expect(podOfJob(job).containers!.map(({ command }) => command)).toEqual(NAMES.map((name) => [`/${name}`]));
});

test('a Pod that restarts its containers is refused', () => {
  const job = newJob('OnFailure');
  StartOrder.of(job).configure({ runtimeImage: 'startgate:1' }).steps(NAMES);
  expect(() => podOfJob(job)).toThrow('"one", "two", "three" are steps, but the Pod\'s restartPolicy is "OnFailure"');
});
