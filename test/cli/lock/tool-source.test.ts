import { describe, expect, test } from 'vitest';
import { ProgramError, type ProgramLimits, type ProgramResult } from '../../../src/cli/host';
import { ImageError } from '../../../src/cli/lock/image-error';
import { TOOL_NAMES, ToolSource } from '../../../src/cli/lock/tool-source';
import { DIGEST } from '../../private/support';

const [MANIFEST, CONFIG] = [DIGEST, `sha256:${'2'.repeat(64)}`];

interface Call { readonly line: string; readonly limits: ProgramLimits | undefined }

/** A path with some programs, and what was called. */
function pathWith(answers: Readonly<Record<string, (line: string) => Partial<ProgramResult>>>, calls: Call[] = []): Pick<ConstructorParameters<typeof ToolSource>[1], 'runProgram'> {
  return {
    runProgram: (program, args, limits) => {
      const line = [program, ...args].join(' ');
      calls.push({ line, limits });
      const answer = answers[program];
      return answer === undefined
        ? Promise.reject(new ProgramError(`spawn ${program} ENOENT`, 'missing'))
        : new Promise((resolve) => resolve({ code: 0, out: '', error: '', ...answer(line) }));
    },
  };
}

describe('asks', () => {
  // each line was run by hand against a registry: all print the bytes of the manifest, and all but docker those of the configuration
  test.each([
    ['crane', 'crane manifest r/app:1', `crane blob r/app@${CONFIG}`],
    ['skopeo', 'skopeo inspect --raw docker://r/app:1', `skopeo inspect --raw --config docker://r/app@${MANIFEST}`],
    ['docker', 'docker buildx imagetools inspect --raw r/app:1', `docker buildx imagetools inspect --format {{json .Image}} r/app@${MANIFEST}`],
    ['regctl', 'regctl manifest get --format raw-body r/app:1', `regctl blob get r/app ${CONFIG}`],
  ])('%s', async (name, manifest, config) => {
    const calls: Call[] = [];
    const source = new ToolSource(name, pathWith({ [name]: (line) => ({ out: line }) }, calls), 60);
    await source.manifest('r/app:1');
    await source.config('r/app', MANIFEST, CONFIG);
    expect(calls.map(({ line }) => line)).toEqual([manifest, config]);
  });

  test.each(TOOL_NAMES)('%s: only docker gives no exact configuration', (name) => {
    expect(new ToolSource(name, pathWith({}), 60).exact).toBe(name !== 'docker');
  });

  test('within a time and a size', async () => {
    const calls: Call[] = [];
    await new ToolSource('crane', pathWith({ crane: () => ({}) }, calls), 5).manifest('app:1');
    expect(calls[0]?.limits).toEqual({ milliseconds: 5000, bytes: 8 * 1024 * 1024 });
  });
});

describe('finds', () => {
  test('the first program that is there', async () => {
    expect((await ToolSource.find(pathWith({ skopeo: () => ({}), regctl: () => ({}) }), 60))?.name).toBe('skopeo');
  });

  test('no docker without buildx', async () => {
    const host = pathWith({ docker: () => ({ code: 1, error: "docker: 'buildx' is not a docker command.\n" }), regctl: () => ({}) });
    expect((await ToolSource.find(host, 60))?.name).toBe('regctl');
  });

  test('nothing where nothing is there', async () => expect(await ToolSource.find(pathWith({}), 60)).toBeUndefined());
});

describe('fails when', () => {
  const ask = (answer?: (line: string) => Partial<ProgramResult>): Promise<string> => new ToolSource('crane', pathWith(answer === undefined ? {} : { crane: answer }), 60).manifest('app:1');
  const failing = (kind: ProgramError['kind'], message: string) => (): never => { throw new ProgramError(message, kind); };

  test.each<[string, ((line: string) => Partial<ProgramResult>) | undefined, string]>([
    ['the registry refuses', () => ({ code: 1, error: '\nError: fetching manifest app:1: UNAUTHORIZED: authentication required\n' }),
      'can\'t be read: "crane manifest app:1" failed: Error: fetching manifest app:1: UNAUTHORIZED: authentication required'],
    ['an error has several lines', () => ({ code: 1, error: 'failed to get manifest\nTry updating your registry\n' }),
      'can\'t be read: "crane manifest app:1" failed: failed to get manifest; Try updating your registry'],
    ['an error is long', () => ({ code: 1, error: 'x'.repeat(10_000) }), `can't be read: "crane manifest app:1" failed: ${'x'.repeat(500)}`],
    ['the program says nothing', () => ({ code: 3 }), 'can\'t be read: "crane manifest app:1" failed: it ended with 3'],
    ['a signal ends the program', () => ({ code: null }), 'can\'t be read: "crane manifest app:1" failed: it ended with a signal'],
    ['the program is not there', undefined,
      'can\'t be read: "crane" is not on the path: install crane (https://github.com/google/go-containerregistry/tree/main/cmd/crane), or name another program with --with'],
    ['the registry is slow', failing('too-slow', 'no answer within 60 s'),
      'can\'t be read: "crane manifest app:1" gave no answer within 60 s: check the registry, or raise --timeout'],
    ['the answer does not end', failing('too-much', 'more than 8 MiB'), 'can\'t be trusted: "crane manifest app:1" printed more than 8 MiB'],
    ['the program can\'t be run', failing('other', 'spawn crane EACCES'), 'can\'t be read: can\'t run crane: spawn crane EACCES'],
  ])('%s', async (_what, answer, message) => {
    await expect(ask(answer)).rejects.toThrow(new ImageError(message));
  });
});
