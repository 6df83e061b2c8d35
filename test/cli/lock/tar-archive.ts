/** A tar archive in the format of POSIX, with files and with entries of other types. */
export interface TarEntry {
  readonly name: string;
  readonly content: string;
  /** @default '0', a file */
  readonly type?: string;
  /** The field with the size, if it is not that of the content in octal digits. */
  readonly sizeField?: Buffer;
}

export function tarArchive(entries: readonly TarEntry[]): Uint8Array {
  return Buffer.concat([...entries.flatMap(({ name, content, type = '0', sizeField }) => {
    const body = Buffer.from(content);
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write('0000644\0', 100);
    (sizeField ?? Buffer.from(`${body.length.toString(8).padStart(11, '0')}\0`)).copy(header, 124);
    header.write('        ', 148);
    header.write(type, 156);
    header.write('ustar\0' + '00', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)];
  }), Buffer.alloc(1024)]);
}
