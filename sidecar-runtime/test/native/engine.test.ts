import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { beforeAll, expect, test } from 'vitest';
import { CACHE, TARGETS } from '../../native/make/program.mjs';
import { prepareToolchain, REQUIREMENTS } from '../../native/make/toolchain.mjs';

let folder = '';
let archive: Buffer;
const members = new Map<string, Buffer>();

beforeAll(async () => {
  folder = (await prepareToolchain(CACHE)).engine;
  const packages = join(CACHE, 'packages');
  archive = readFileSync(join(packages, readdirSync(packages)[0] as string));
  for await (const entry of Readable.from([gunzipSync(archive)]).pipe(extract())) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    members.set(entry.header.name.replace(/^[^/]+/, ''), Buffer.concat(chunks));
  }
});

/** The engine's files that the compiler has read, by the lists that it wrote. */
function compiled(arch: string): string[] {
  const objects = join(CACHE, 'objects', arch);
  const lists = readdirSync(objects).filter((name) => name.endsWith('.d')).map((name) => readFileSync(join(objects, name), 'utf8'));
  const files = lists.flatMap((list) => list.replace(/^[^:]*:/, '').split(/[\s\\]+/)).filter((file) => file !== '').map((file) => resolve(folder, file));
  // the rest are the headers of the C library and of the compiler
  return [...new Set(files)].filter((file) => !file.startsWith(join(CACHE, 'venv'))).sort();
}

test('the source package of the engine is the one that is pinned by its hash', () => {
  const pinned = /^quickjs-ng==\S+ \\\n +--hash=sha256:(\w+)$/m.exec(readFileSync(REQUIREMENTS, 'utf8'))?.[1];
  expect(createHash('sha256').update(archive).digest('hex')).toBe(pinned);
});

test.each(Object.keys(TARGETS))('every file that was compiled for %s, headers included, is byte for byte that of the source package', (arch) => {
  const files = compiled(arch);
  expect(files.map((file) => basename(file)).filter((name) => name.endsWith('.c'))).toEqual(['dtoa.c', 'libregexp.c', 'libunicode.c', 'quickjs.c']);
  const changed = files.filter((file) => members.get(`/upstream-quickjs${file.slice(folder.length)}`)?.equals(readFileSync(file)) !== true);
  expect(changed).toEqual([]);
});
