import type { Host } from '../../src/platform/native-host.ts';
import { checked } from '../../src/platform/native-error.ts';
import { NativeFiles } from '../../src/platform/native-files.ts';
import { PlatformError } from '../../src/platform/platform.ts';
import { decodeBytes, encode } from '../../src/waiter/bytes.ts';

/** What each case gives as JSON. Runs in the engine, without Node. */
declare const host: Host;

let files: NativeFiles;
let folder: string;
let path: string;

const write = (text: string): void => files.replace(path, encode(text));
const read = (of = path): string => decodeBytes(files.read(of, 100));

function inode(): number | undefined {
  return files.status(path)?.inode;
}

/** What went wrong, without the folder. */
function failure(text: string): string {
  try {
    write(text);
  } catch (error) {
    if (error instanceof PlatformError) return error.message.split(`${folder}/`).join('');
    throw error;
  }
  return 'no failure';
}

const CASES: Record<string, () => unknown> = {
  again: () => {
    write('first');
    const inodes = [inode()];
    const texts = [read()];
    for (const text of ['a longer second', 'third', '']) {
      write(text);
      inodes.push(inode());
      texts.push(read());
    }
    return [texts, inodes[0] !== inodes[1], inodes[2] === inodes[0], inodes[3] === inodes[1], files.list(folder)];
  },
  reader: () => {
    write('first');
    const opened = host.open(path, 0, 0);
    write('second');
    const bytes = new Uint8Array(100);
    return decodeBytes(bytes.subarray(0, host.read(opened, bytes)));
  },
  earlier: () => {
    for (const text of ['earlier', 'later', 'last']) {
      files = new NativeFiles(host);
      write(text);
    }
    return [read(), files.list(folder)];
  },
  taken: () => {
    write('first');
    host.remove(path);
    write('second');
    const texts = [read()];
    host.remove(`${path}.next`);
    write('third');
    texts.push(read());
    write('fourth');
    return [...texts, read(), files.list(folder)];
  },
  left: () => {
    const other = `${folder}/other`;
    host.close(host.open(other, 1 | 0o100, 0o600));
    files.append(other, encode('mine'));
    checked(host.run(encode(`ln\0${other}\0${path}.next\0`), host.open('/dev/null', 2, 0)), 'spawn');
    while (host.wait(new Uint8Array(4)) === 0) host.poll(new Uint8Array(0), 1);
    write('first');
    write('second');
    return [read(other), read()];
  },
  gone: () => {
    path = `${folder}/none/record`;
    return failure('text');
  },
  directory: () => {
    files.makeDirectory(path);
    return failure('text');
  },
};

host.turn = () => {
  const [name, where] = host.args as readonly [string, string];
  files = new NativeFiles(host);
  folder = where;
  path = `${where}/record`;
  host.write(1, encode(`${JSON.stringify(CASES[name]?.() ?? `no case ${name}`)}\n`));
  host.exit(0);
};
