import { expect, test } from 'vitest';
import type { PodSpec } from '../../src/private/manifest';
import { podTemplateOf } from '../../src/private/pod-template';
import { appsOf, manifestsIn, pageOf } from './run-examples';

const PAGE = pageOf('steps.md');
const [ROW, NIGHTLY] = appsOf(PAGE);

test('the example of docs/steps.md makes the row that it says', () => {
  const [job] = manifestsIn(ROW!) as [{ spec: { template: { spec: PodSpec } } }];
  expect(job.spec.template.spec.containers!.map(({ command }) => command!.slice(command!.indexOf('--step')))).toEqual([
    ['--step', '--run-timeout', '600s', '--on-error', 'continue', '--message-limit', '3072', '--', 'go', 'test', './...'],
    ['--step', '--message-limit', '3072', '--wait', 'test=succeeded', '--timeout', '60s', '--on-timeout', 'block', '--', '/build'],
    [
      '--step', '--when', 'test!=0', '--message-limit', '3072', '--wait', 'build=succeeded', '--timeout', '60s', '--on-timeout', 'block',
      '--', '/blame',
    ],
    [
      '--step', '--when', 'test=0', '--use', 'build.digest', '--message-limit', '3072', '--wait', 'blame=succeeded', '--timeout', '60s',
      '--on-timeout', 'block', '--', '/deploy',
    ],
  ]);
});

test('docs/steps.md: the CronJob of the example has its steps', () => {
  const [manifest] = manifestsIn(NIGHTLY!) as [{ kind: string; spec: { schedule: string } }];
  const { kind, spec } = manifest;
  const { containers = [] } = podTemplateOf({ ...manifest })!.spec;
  expect([kind, spec.schedule, containers.map(({ name }) => name)]).toEqual(['CronJob', '0 3 * * *', ['dump', 'upload']]);
});

test('docs/steps.md shows a message as the runtime writes it', () => {
  expect(Object.keys(
    JSON.parse(/```json\n(.*?)```/su.exec(PAGE)![1]!) as object,
  )).toEqual(['step', 'outcome', 'exitCode', 'durationMs', 'results']);
});
