import { Duration } from 'cdk8s';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { OnError, Step, StepPod, When } from '../../../src';
import { newChart } from '../../shop';
import { runIn } from '../memory-host';

interface Explained {
  readonly workloads: readonly {
    readonly containers: readonly { readonly name: string; readonly step?: object }[];
    readonly findings: readonly { readonly severity: string; readonly id: string }[];
  }[];
}

async function explained(): Promise<Explained['workloads'][number]> {
  const pod = new StepPod(newChart(), 'build', {
    runtimeImage: 'startgate:1',
    steps: [
      { name: 'test', image: 'test:1', command: ['/test'], timeout: Duration.minutes(5), onError: OnError.CONTINUE },
      {
        name: 'build', image: 'build:1', command: ['/build'], results: ['digest', 'commit'], resultsLimit: 100,
        when: [When.exitCode('test', 0)],
      },
      {
        name: 'report', image: 'report:1', command: ['/report'],
        args: [Step.result('build', 'digest')],
        when: [When.notResult('build', 'commit', '$(none)=1')],
      },
    ],
  });
  const { out } = await runIn({ files: { 'pod.yaml': stringify(pod.apiObject.toJson()) } }, 'explain', '--format', 'json', 'pod.yaml');
  return (JSON.parse(out) as Explained).workloads[0]!;
}

test('a rendered step is explained as it was declared', async () => {
  const { containers } = await explained();
  expect(Object.fromEntries(containers.filter(({ step }) => step !== undefined).map(({ name, step }) => [name, step]))).toEqual({
    test: { timeoutSeconds: 300, onError: 'continue', when: [], results: [] },
    build: { onError: 'stop', when: ['"test" ends with exit code 0'], results: ['digest', 'commit'], resultsLimitBytes: 100 },
    report: { onError: 'stop', when: ['the result "commit" of "build" is not "$(none)=1"'], results: [] },
  });
});

test('nothing is wrong with the steps of a rendered manifest', async () => {
  expect((await explained()).findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});
