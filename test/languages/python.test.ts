import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { capture } from '../../scripts/lib/exec.mjs';
import { wrapPython } from '../../scripts/lib/languages/python.mjs';
import { installPackage, PYTHON } from './python-environment';
import { STORIES } from './typescript/stories';
import { blocksOf, EXAMPLES, expectedFiles, filesIn, INPUTS, LINES, must, PROGRAMS, source, workspace } from './workspace';

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
  expect(await capture(PYTHON, ['-m', 'mypy', '--strict', 'main.py', ...EXAMPLES.map(({ name }) => `${name}.py`)], { cwd: folder })).toEqual({
    code: 0, output: `Success: no issues found in ${EXAMPLES.length + 1} source files\n`,
  });
});

test('mypy names an option that is misspelt', async () => {
  const { code, output } = await capture(PYTHON, ['-m', 'mypy', '--strict', 'misspelt.py'], { cwd: folder });
  expect([code, output.split('\n')[0]]).toEqual([
    1, 'misspelt.py:5: error: Unexpected keyword argument "redy_when" for "of" of "Sidecar"; did you mean "ready_when"?  [call-arg]',
  ]);
});

test('the page has the first example as its program', () => {
  expect(blocksOf('python', 'python')[0]).toBe(EXAMPLES[0]!.python);
});

describe('each whole example writes the same files', () => {
  test.each(PROGRAMS)('$page, line $line', async (example) => {
    const outdir = join(folder, 'dist', example.name);
    await must(folder, PYTHON, [`${example.name}.py`], { CDK8S_OUTDIR: outdir });
    expect(filesIn(outdir)).toEqual(expectedFiles(example));
  });
});
