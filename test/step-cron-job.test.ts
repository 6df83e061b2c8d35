import { Duration } from 'cdk8s';
import { expect, test } from 'vitest';
import { StepCronJob, type StepCronJobProps, StepJob } from '../src';
import { newChart, synthesisError } from './shop';

const PROPS: StepCronJobProps = {
  schedule: '0 3 * * *',
  runtimeImage: 'startgate:1',
  backoffLimit: 2,
  activeDeadline: Duration.hours(1),
  steps: [{ name: 'dump', image: 'dump:1', command: ['/dump'] }, { name: 'upload', image: 'upload:1', command: ['/upload'] }],
};

function specOf(props: Partial<StepCronJobProps> = {}): Record<string, unknown> {
  return (new StepCronJob(newChart(), 'backup', { ...PROPS, ...props }).apiObject.toJson() as { spec: Record<string, unknown> }).spec;
}

test('its Job is that of a StepJob', () => {
  const { schedule: _schedule, ...props } = PROPS;
  const job = new StepJob(newChart(), 'backup', props).apiObject.toJson() as { spec: unknown };
  expect(specOf()).toEqual({ schedule: '0 3 * * *', jobTemplate: { spec: job.spec } });
});

test('it is a CronJob', () => {
  const { apiVersion, kind } = new StepCronJob(newChart(), 'backup', PROPS).apiObject;
  expect([apiVersion, kind]).toEqual(['batch/v1', 'CronJob']);
});

test('it has a time zone', () => {
  expect(specOf({ timeZone: 'Europe/Berlin' })).toMatchObject({ timeZone: 'Europe/Berlin' });
});

test('it keeps what else a CronJob has', () => {
  expect(specOf({ cronJobSpec: { concurrencyPolicy: 'Forbid' } })).toMatchObject({ concurrencyPolicy: 'Forbid', schedule: '0 3 * * *' });
});

test.each(['@daily', '@every 1h', '*/5 1-3 * JAN MON,TUE'])('the schedule %s is taken', (schedule) => {
  expect(specOf({ schedule })).toMatchObject({ schedule });
});

test.each<[Partial<StepCronJobProps>, string]>([
  [{ schedule: '0 3 * *' }, '"schedule" of StepCronJob "shop/backup" must be a schedule in cron syntax, such as "0 3 * * *"; got "0 3 * *"'],
  [{ schedule: 'TZ=UTC 0 3 * * *' }, '"schedule" of StepCronJob "shop/backup" must be a schedule in cron syntax, such as "0 3 * * *"; got "TZ=UTC 0 3 * * *"'],
  [{ cronJobSpec: { timeZone: 'UTC' } }, '"cronJobSpec" of StepCronJob "shop/backup" has "timeZone", which is an option of the construct; set the option: { timeZone: … }'],
  [{ cronJobSpec: { jobTemplate: {} } }, '"cronJobSpec" of StepCronJob "shop/backup" has "jobTemplate", which is an option of the construct; set the option: { steps: … }'],
])('the props %j are refused', (props, message) => {
  expect(() => specOf(props)).toThrow(new Error(message));
});

test('synthesis checks its order', () => {
  const chart = newChart();
  new StepCronJob(chart, 'backup', { ...PROPS, steps: [{ name: 'dump', image: 'dump:1' }] });
  expect(synthesisError(chart.node.root as never)).toContain('error command-unknown: "dump" needs a guard because it is a step');
});
