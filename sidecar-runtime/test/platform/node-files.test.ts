import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeFiles } from '../../src/platform/node-files.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { bytesOf } from '../support/virtual-stream.ts';

/** A worker of the test runner may not change its umask: a process of its own does. */
const BUILT = new URL('../../dist/platform/node-files.js', import.meta.url).href;

describe('reading', () => {
  test('gives a regular file whole, of exactly the limit', () => {
    const path = join(tempFolder(), 'a');
    writeFileSync(path, 'abc');
    expect(nodeFiles.read(path, 3)).toEqual(bytesOf('abc'));
  });

  test('gives a file of /proc, which says that it is empty', () => {
    expect(nodeFiles.read('/proc/sys/kernel/random/boot_id', 64)).toHaveLength(37);
  });

  test('fails when it is longer than the limit', () => {
    const path = join(tempFolder(), 'a');
    writeFileSync(path, 'abcd');
    expect(() => nodeFiles.read(path, 3)).toThrow(expect.objectContaining({ code: 'EFBIG', message: `EFBIG: more than 3 bytes, read '${path}'` }));
  });

  test('fails when it is a link', () => {
    const path = join(tempFolder(), 'a');
    symlinkSync('/etc/passwd', path);
    expect(() => nodeFiles.read(path, 3)).toThrow(expect.objectContaining({ code: 'ELOOP' }));
  });

  test('fails at once when it is a pipe that nobody writes to', () => {
    const path = join(tempFolder(), 'a');
    execFileSync('mkfifo', [path]);
    expect(() => nodeFiles.read(path, 3)).toThrow(expect.objectContaining({ code: 'EINVAL', message: `EINVAL: not a regular file, open '${path}'` }));
  });

  test('fails when it is a directory, or nothing', () => {
    const path = tempFolder();
    expect(() => nodeFiles.read(path, 3)).toThrow(expect.objectContaining({ code: 'EINVAL' }));
    expect(() => nodeFiles.read(join(path, 'a'), 3)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});

describe('within', () => {
  test('leads to the same directory, whatever takes its name meanwhile', () => {
    const path = tempFolder();
    for (const name of ['mine', 'secret']) {
      mkdirSync(join(path, name));
      writeFileSync(join(path, name, 'a'), name);
    }
    const read = nodeFiles.within(join(path, 'mine'), (held) => {
      renameSync(join(path, 'mine'), join(path, 'other'));
      symlinkSync('secret', join(path, 'mine'));
      return [nodeFiles.list(held), nodeFiles.read(`${held}/a`, 10)];
    });
    expect(read).toEqual([['a'], bytesOf('mine')]);
  });

  test('fails when it is a link, or nothing', () => {
    const path = tempFolder();
    symlinkSync('/etc', join(path, 'a'));
    expect(() => nodeFiles.within(join(path, 'a'), () => 0)).toThrow(expect.objectContaining({ code: 'ELOOP' }));
    expect(() => nodeFiles.within(join(path, 'b'), () => 0)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });

  test('hands on what fails in it', () => {
    expect(() => nodeFiles.within('/etc', () => {
      throw new TypeError('a bug');
    })).toThrow(new TypeError('a bug'));
  });
});

describe('status', () => {
  test('follows links, and tells kinds apart', () => {
    const path = tempFolder();
    writeFileSync(join(path, 'a'), '');
    symlinkSync('a', join(path, 'b'));
    const { dev, ino } = statSync(join(path, 'a'));
    expect(nodeFiles.status(join(path, 'b'))).toEqual({ kind: 'file', device: dev, inode: ino });
    expect([nodeFiles.status(path)?.kind, nodeFiles.status('/dev/null')?.kind, nodeFiles.status(join(path, 'c'))]).toEqual(['directory', 'other', undefined]);
  });

  test('is nothing below a file, as below nothing', () => {
    expect(nodeFiles.status('/etc/passwd/x')).toBeUndefined();
  });
});

test('readLink gives the text of a link', () => {
  expect(nodeFiles.readLink('/proc/self/ns/net')).toMatch(/^net:\[\d+\]$/);
});

test('list is sorted', () => {
  const path = tempFolder();
  for (const name of ['b', 'a', 'c']) writeFileSync(join(path, name), '');
  expect(nodeFiles.list(path)).toEqual(['a', 'b', 'c']);
});

test('makeDirectory makes parents too, and takes what is there', () => {
  const path = join(tempFolder(), 'a', 'b');
  nodeFiles.makeDirectory(path);
  nodeFiles.makeDirectory(path);
  expect(statSync(path).isDirectory()).toBe(true);
});

describe('replacing', () => {
  test('writes what everybody may read, whatever the umask, and leaves no other file', () => {
    const path = tempFolder();
    for (const text of ['one', 'two']) {
      const write = `import { nodeFiles } from ${JSON.stringify(BUILT)}; process.umask(0o077); nodeFiles.replace(${JSON.stringify(join(path, 'a'))}, Buffer.from('${text}'));`;
      execFileSync(process.execPath, ['--input-type=module', '--eval', write]);
    }
    expect([readFileSync(join(path, 'a'), 'utf8'), statSync(join(path, 'a')).mode & 0o777, readdirSync(path)]).toEqual(['two', 0o644, ['a']]);
  });

  test('takes the place of a link instead of writing through it', () => {
    const path = tempFolder();
    writeFileSync(join(path, 'victim'), 'safe');
    symlinkSync('victim', join(path, 'a'));
    nodeFiles.replace(join(path, 'a'), bytesOf('new'));
    expect([readFileSync(join(path, 'victim'), 'utf8'), readFileSync(join(path, 'a'), 'utf8')]).toEqual(['safe', 'new']);
  });

  test('fails when a directory is in its place, and leaves no other file', () => {
    const path = tempFolder();
    nodeFiles.makeDirectory(join(path, 'a'));
    expect(() => nodeFiles.replace(join(path, 'a'), bytesOf('x'))).toThrow(expect.objectContaining({ code: 'EISDIR' }));
    expect(readdirSync(path)).toEqual(['a']);
  });
});

describe('overwriting', () => {
  test('leaves only the new text', () => {
    const path = join(tempFolder(), 'a');
    writeFileSync(path, 'a longer text');
    nodeFiles.overwrite(path, bytesOf('new'));
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  test('fails when there is no regular file', () => {
    const path = tempFolder();
    symlinkSync('/dev/null', join(path, 'a'));
    expect(() => nodeFiles.overwrite(join(path, 'b'), bytesOf('x'))).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    expect(() => nodeFiles.overwrite(join(path, 'a'), bytesOf('x'))).toThrow(expect.objectContaining({ code: 'ELOOP' }));
    expect(() => nodeFiles.overwrite('/dev/null', bytesOf('x'))).toThrow(expect.objectContaining({ code: 'EINVAL' }));
    expect(readdirSync(path)).toEqual(['a']);
  });
});

describe('appending', () => {
  test('adds to what is there', () => {
    const path = join(tempFolder(), 'a');
    writeFileSync(path, 'one\n');
    chmodSync(path, 0o600);
    nodeFiles.append(path, bytesOf('two\n'));
    expect(readFileSync(path, 'utf8')).toBe('one\ntwo\n');
  });

  test('fails at once when it is a pipe that nobody reads, or nothing', () => {
    const path = tempFolder();
    execFileSync('mkfifo', [join(path, 'a')]);
    expect(() => nodeFiles.append(join(path, 'a'), bytesOf('x'))).toThrow(expect.objectContaining({ code: 'ENXIO' }));
    expect(() => nodeFiles.append(join(path, 'b'), bytesOf('x'))).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});
