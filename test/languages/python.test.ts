import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { capture } from '../../scripts/lib/exec.mjs';
import { wrapPython } from '../../scripts/lib/languages/python.mjs';
import { ARTEFACTS } from '../../scripts/lib/paths.mjs';
import { installPackage, PYTHON, runPython } from './python-environment';
import { STORIES } from './typescript/stories';
import { asAReader, EXAMPLES, expectedFiles, filesIn, FIRST_OF_PAGES, INPUTS, LINES, must, oldest, PROGRAMS, source, workspace } from './workspace';

/** Where pip finds the wheel that PyPI will have. */
const INDEX = { PIP_FIND_LINKS: [process.env['PIP_FIND_LINKS'] ?? '', join(ARTEFACTS, 'python')].join(' ') };

let folder: string;
let stories: Record<string, string>;

beforeAll(async () => {
  await installPackage();
  folder = workspace('python', {
    ...INPUTS,
    'main.py': source('python', 'main.py'),
    'misspelt.py': source('python', 'misspelt.py'),
    ...Object.fromEntries(PROGRAMS.map(({ name, python }) => [`${name}.py`, `${python}\n`])),
    ...Object.fromEntries(LINES.map(({ name, python, declared }) => [`${name}.py`, wrapPython(python, [...declared])])),
  });
  mkdirSync(join(folder, 'stories'));
  await must(folder, PYTHON, ['main.py', 'stories']);
  stories = filesIn(join(folder, 'stories'));
}, 600_000);

test.each(Object.entries(STORIES))('the story %s is the same in Python', (name, story) => {
  expect(stories[name]).toBe(name === 'cycle' ? `Error: ${story()}` : story());
});

test('mypy --strict finds nothing in the program and in the examples', async () => {
  expect(await capture(PYTHON, ['-m', 'mypy', '--strict', '--python-version', oldest('python'), 'main.py', ...EXAMPLES.map(({ name }) => `${name}.py`)], { cwd: folder })).toEqual({
    code: 0, output: `Success: no issues found in ${EXAMPLES.length + 1} source files\n`,
  });
});

test('mypy names an option that is misspelt', async () => {
  const { code, output } = await capture(PYTHON, ['-m', 'mypy', '--strict', 'misspelt.py'], { cwd: folder });
  expect([code, output.split('\n')[0]]).toEqual([
    1, 'misspelt.py:5: error: Unexpected keyword argument "redy_when" for "of" of "Sidecar"; did you mean "ready_when"?  [call-arg]',
  ]);
});

describe('a reader who copies the first program and its commands gets the files of TypeScript', () => {
  test.each(FIRST_OF_PAGES)('from %s', async (page) => {
    const { shown, files, expected } = await asAReader('python', page, { env: INDEX });
    expect(files).toEqual(expected);
    expect(shown).toContain(files['shop.k8s.yaml']);
  });
});

describe('the oldest Python that the page names', () => {
  test('is the one that the wheel takes', async () => {
    const program = 'from importlib.metadata import metadata; print(metadata("cdk8s-startgate")["Requires-Python"])';
    expect(await must(folder, PYTHON, ['-c', program])).toBe(`>=${oldest('python')}\n`);
  });

  test('finds all that the wheel needs', async () => {
    const args = ['install', '--dry-run', '--ignore-installed', '--python-version', oldest('python'), '--only-binary=:all:', '--target', 'nowhere'];
    expect(await capture(PYTHON, ['-m', 'pip', ...args, 'cdk8s-startgate'], { cwd: folder, env: INDEX })).toMatchObject({ code: 0 });
  });

  test('reads every file of the wheel', async () => {
    expect(await runPython('syntax.py', oldest('python'))).toEqual({ code: 0, output: expect.stringMatching(/^[1-9]\d* files\n$/u) as string });
  });
});

describe('each whole example writes the same files', () => {
  test.each(PROGRAMS)('$page, line $line', async (example) => {
    const outdir = join(folder, 'dist', example.name);
    await must(folder, PYTHON, [`${example.name}.py`], { CDK8S_OUTDIR: outdir });
    expect(filesIn(outdir)).toEqual(expectedFiles(example));
  });
});
