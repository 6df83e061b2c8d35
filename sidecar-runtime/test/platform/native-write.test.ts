import { expect, test } from 'vitest';
import { writeWhole } from '../../src/platform/native-write.ts';
import { PlatformError } from '../../src/platform/platform.ts';
import { scriptedHost } from '../support/scripted-host.ts';

test('goes on after what was written', () => {
  const written: number[] = [];
  writeWhole(scriptedHost({ write: (_, bytes) => (written.push(bytes.length), Math.min(4, bytes.length)) }), 3, new Uint8Array(10), '/x');
  expect(written).toEqual([10, 6, 2]);
});

test('fails when nothing can be written', () => {
  const write = (): void => writeWhole(scriptedHost({ write: () => 0 }), 3, new Uint8Array(10), '/x');
  expect(write).toThrow(new PlatformError('EIO', "EIO: nothing could be written, write '/x'"));
});
