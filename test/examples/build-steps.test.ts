import { Testing } from 'cdk8s';
import { expect, test, vi } from 'vitest';
import { BuildSteps, type BuildStepsProps } from '../../examples/build-steps';
import { type Ended, playJob } from './support/local-steps';

// Five processes of Node on a machine that may be busy with others.
vi.setConfig({ testTimeout: 60_000 });

function play(props: BuildStepsProps = {}): Promise<Ended[]> {
  return playJob(new BuildSteps(Testing.app(), 'build-steps', props).job.apiObject);
}

function outcomes(ended: readonly Ended[]): Record<string, string> {
  return Object.fromEntries(ended.map(({ name, exitCode, message }) => [name, `${String(message?.outcome)} ${exitCode}`]));
}

test('every step runs in its turn, but for the one whose condition does not hold', async () => {
  const ended = await play();
  expect(outcomes(ended)).toEqual({
    clone: 'succeeded 0', test: 'succeeded 0', blame: 'skipped 0', build: 'succeeded 0', report: 'succeeded 0',
  });
  expect(ended[2]!.message!.reason).toBe('when test!=0: it ended with exit 0');
});

test('results go into the messages, a variable, an argument and by their paths', async () => {
  const ended = await play();
  const { commit } = ended[0]!.message!.results as { commit: string };
  const { digest } = ended[3]!.message!.results as { digest: string };
  expect([commit, digest].every((text) => /^\d+$/u.test(text))).toBe(true);
  expect(ended[4]!.output).toBe(`built ${digest} of commit ${commit}\n`);
});

test('tests that fail stop nothing, and somebody is blamed', async () => {
  const ended = await play({ pass: false });
  expect(outcomes(ended)).toEqual({
    clone: 'succeeded 0', test: 'failed 0', blame: 'succeeded 0', build: 'succeeded 0', report: 'succeeded 0',
  });
  expect(ended[1]!.message).toMatchObject({ exitCode: 1, continued: true });
});

test('a build that fails skips the report, and its code is the only one', async () => {
  const ended = await play({ compilerCode: 3 });
  expect(outcomes(ended)).toEqual({
    clone: 'succeeded 0', test: 'succeeded 0', blame: 'skipped 0', build: 'failed 3', report: 'skipped 0',
  });
  expect(ended[4]!.message!.reason).toBe('build=succeeded failed: ended with exit 3; giving up');
});
