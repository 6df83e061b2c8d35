import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';

const BUILD = join(import.meta.dirname, '../../native/make/build.mjs');

function build(args: readonly string[], env: NodeJS.ProcessEnv = process.env): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [BUILD, ...args], { env, encoding: 'utf8' });
  return { status, stderr };
}

/** What a build into empty folders says on a machine with these variables. */
function firstBuild(env: NodeJS.ProcessEnv): { status: number | null; stderr: string } {
  const folder = tempFolder();
  return build(['--cache', join(folder, 'cache'), '--out', folder], env);
}

/** A folder with one program. */
function programs(name: string, script: string): string {
  const folder = join(tempFolder(), 'bin');
  mkdirSync(folder);
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return folder;
}

function realPython(): string {
  return spawnSync(process.env.PYTHON ?? 'python3', ['-c', 'import sys; print(sys.executable, end="")'], { encoding: 'utf8' }).stdout;
}

function missing(wanted: string, found: string): { status: number; stderr: string } {
  return {
    status: 1,
    stderr:
      'installing the compiler (about 100 MB)\n' +
      `the native build needs Python 3.10 or newer with venv, tried "${wanted}": ${found}\n` +
      'install it (Debian: apt-get install python3-venv), or name another one in the variable PYTHON; the waiter on Node needs none of this\n',
  };
}

describe('the build says what is missing', () => {
  const { PYTHON: _, ...others } = process.env;

  test('on a machine without Python', () => {
    expect(firstBuild({ ...others, PATH: join(tempFolder(), 'bin') })).toEqual(missing('python3', 'there is no such program'));
  });

  test('where PYTHON names no program', () => {
    expect(firstBuild({ ...others, PYTHON: 'no-such-python' })).toEqual(missing('no-such-python', 'there is no such program'));
  });

  test.each(['venv', 'ensurepip'])('where Python has no %s', (name) => {
    // as Debian has it without python3-venv; the arguments are -c and a program
    const python = programs('python3', `exec "$REAL" -c "import sys; sys.modules['${name}'] = None\n$2"`);
    expect(firstBuild({ ...others, REAL: realPython(), PATH: python })).toEqual(missing('python3', 'it is older, or has no venv'));
  });

  test('where Python is older', () => {
    const python = programs('python3', `exec "$REAL" -c "import sys; sys.version_info = (3, 9)\n$2"`);
    expect(firstBuild({ ...others, REAL: realPython(), PATH: python })).toEqual(missing('python3', 'it is older, or has no venv'));
  });
});

test('the build fails for another architecture', () => {
  const { status, stderr } = build(['--arch', 'mips']);
  expect([status, stderr.split('\n')[0]]).toEqual([1, '--arch must be one of amd64, arm64, got "mips"']);
});
