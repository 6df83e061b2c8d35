import { ImageError } from './image-error';

/** Where the content of a file is in an archive. */
export interface TarFile {
  readonly offset: number;
  readonly size: number;
}

const BLOCK = 512;
/** A record of pax is a line each; more than this is none. */
const MOST_PAX = 64 * 1024;

/**
 * The files of a tar archive, by their names.
 *
 * @param readAt a part of the archive; shorter where the archive ends
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
 * @throws ImageError
 */
export function tarFiles(readAt: (offset: number, length: number) => Uint8Array): Map<string, TarFile> {
  const files = new Map<string, TarFile>();
  let pax: number | undefined;
  for (let offset = 0; ;) {
    const header = readAt(offset, BLOCK);
    if (header.length < BLOCK || header[0] === 0) return files;
    if (text(header, 257, 5) !== 'ustar') throw new ImageError('can\'t be read: the file is no tar archive; decompress a compressed archive first');
    const type = text(header, 156, 1);
    const size = pax ?? sizeIn(header);
    if (!Number.isSafeInteger(size) || size < 0) throw new ImageError('can\'t be read: the archive has a file without a size');
    offset += BLOCK;
    pax = type === 'x' ? sizeInPax(readAt(offset, Math.min(size, MOST_PAX))) : undefined;
    if (type === '0' || type === '') files.set(text(header, 0, 100).replace(/^\.\//u, ''), { offset, size });
    offset += Math.ceil(size / BLOCK) * BLOCK;
  }
}

function text(bytes: Uint8Array, from: number, length: number): string {
  return Buffer.from(bytes.subarray(from, from + length)).toString('latin1').split('\0')[0]!;
}

/** Octal digits, or for a large file a binary number. */
function sizeIn(header: Uint8Array): number {
  const field = header.subarray(124, 136);
  if ((field[0]! & 0x80) === 0) return parseInt(text(header, 124, 12).trim() || '0', 8);
  return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
}

function sizeInPax(records: Uint8Array): number | undefined {
  const size = /(?:^|\n)\d+ size=(\d+)\n/u.exec(Buffer.from(records).toString('latin1'))?.[1];
  return size === undefined ? undefined : Number(size);
}
