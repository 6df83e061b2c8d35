import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';
import { buildHostProgram } from './host-program.ts';

let program = '';
beforeAll(async () => {
  program = await buildHostProgram('watches-cases');
}, 600_000);

describe.each(['signal', 'inotify'])('by %s', (kind) => {
  test.each<[string, string, unknown]>([
    ['a new name, and one that came by renaming, are told of; what is written, and a name that goes, are not', 'all', [1, 0, 1, 0]],
    ['where only renaming counts a new name is not told of', 'renamed', [0, 1]],
    ['a file that is replaced is told of', 'replaced', true],
    ['two watches of one directory are told of what either waits for, until they are stopped', 'both', [true, 0, 1]],
    ['a watch that was stopped is told of nothing', 'stopped', 0],
    ['the watch of a directory that has gone can be stopped', 'gone', [true, 0]],
    ['many directories take few files', 'many', [20, true, 0]],
    ['there is nothing to watch', 'nothing', 'ENOENT'],
  ])('%s', (_, name, value) => {
    const { stdout, stderr, status } = spawnSync(program, [kind, name, tempFolder()], { timeout: 60_000 });
    expect([stdout.toString(), stderr.toString(), status]).toEqual([`${JSON.stringify(value)}\n`, '', 0]);
  });
});
