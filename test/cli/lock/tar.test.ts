import { expect, test } from 'vitest';
import { ImageError } from '../../../src/cli/lock/image-error';
import { tarFiles } from '../../../src/cli/lock/tar';
import { tarArchive } from './tar-archive';

const files = (archive: Uint8Array): Record<string, unknown> =>
  Object.fromEntries(tarFiles((offset, length) => archive.subarray(offset, offset + length)));

test('each file has a place', () => {
  expect(files(tarArchive([{ name: 'a', content: 'x'.repeat(600) }, { name: 'b', content: 'y' }]))).toEqual({ a: { offset: 512, size: 600 }, b: { offset: 2048, size: 1 } });
});

test('a leading ./ is no part of a name', () => {
  expect(Object.keys(files(tarArchive([{ name: './index.json', content: '{}' }])))).toEqual(['index.json']);
});

test('a folder, a link and a record of pax are no files', () => {
  const archive = tarArchive([
    { name: 'blobs/', content: '', type: '5' }, { name: 'l', content: '', type: '2' }, { name: 'p', content: '18 mtime=12345678\n', type: 'x' }, { name: 'a', content: 'x' },
  ]);
  expect(Object.keys(files(archive))).toEqual(['a']);
});

test('a size in a record of pax counts for the next file alone', () => {
  const archive = tarArchive([
    { name: 'p', content: '10 size=1\n', type: 'x' }, { name: 'a', content: 'x', sizeField: Buffer.from('77777777777\0') }, { name: 'b', content: 'yz' },
  ]);
  expect(files(archive)).toEqual({ a: { offset: 1536, size: 1 }, b: { offset: 2560, size: 2 } });
});

test('a large size is a binary number', () => {
  const sizeField = Buffer.alloc(12);
  sizeField[0] = 0x80;
  sizeField.writeUInt32BE(3, 4);
  expect(files(tarArchive([{ name: 'layer', content: '', sizeField }]))).toEqual({ layer: { offset: 512, size: 3 * 2 ** 32 } });
});

test('an archive that is cut off has what is in front', () => {
  expect(Object.keys(files(tarArchive([{ name: 'a', content: 'x' }, { name: 'b', content: 'y' }]).subarray(0, 1100)))).toEqual(['a']);
});

test('fails when the file is no archive', () => {
  expect(() => files(Buffer.alloc(1024, 'x'))).toThrow(new ImageError('can\'t be read: the file is no tar archive; decompress a compressed archive first'));
});

test('fails when a file has no size', () => {
  expect(() => files(tarArchive([{ name: 'a', content: '', sizeField: Buffer.from('zzzzzzzzzzz\0') }]))).toThrow(new ImageError('can\'t be read: the archive has a file without a size'));
});

test('fails when a size does not fit a number', () => {
  expect(() => files(tarArchive([{ name: 'a', content: '', sizeField: Buffer.alloc(12, 0xff) }]))).toThrow(new ImageError('can\'t be read: the archive has a file without a size'));
});
