import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';
import { buildHostProgram } from './host-program.ts';

let program = '';
beforeAll(async () => {
  program = await buildHostProgram('replaced-cases');
}, 600_000);

function run(name: string, folder: string): unknown {
  const { stdout, stderr, status } = spawnSync('sh', ['-c', 'umask 077; exec "$@"', 'sh', program, name, folder], { timeout: 60_000 });
  expect([stderr.toString(), status]).toEqual(['', 0]);
  return JSON.parse(stdout.toString());
}

test.each<[string, string, unknown]>([
  ['two files take turns', 'again', [['first', 'a longer second', 'third', ''], true, true, true, ['record', 'record.next']]],
  ['whoever has opened it reads on in the old one', 'reader', 'first'],
  ['what an earlier process has left is replaced, and nothing more is left', 'earlier', ['last', ['record', 'record.next']]],
  ['a file that somebody took away is there again', 'taken', ['second', 'third', 'fourth', ['record', 'record.next']]],
  ['a file that somebody put beside it is never written to', 'left', ['mine', 'second']],
  ['a folder that is not there is a failure', 'gone', "ENOENT: no such file or directory, open 'none/record.next'"],
  ['a folder in its place is a failure', 'directory', "EISDIR: illegal operation on a directory, unlink 'record.next'"],
])('%s', (_, name, value) => {
  expect(run(name, tempFolder())).toEqual(value);
});

test('both can be read by all, whatever the umask', () => {
  const folder = tempFolder();
  run('again', folder);
  expect(['record', 'record.next'].map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o644, 0o644]);
});
