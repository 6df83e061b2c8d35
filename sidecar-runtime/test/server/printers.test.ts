import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { printersOn } from '../../src/server/printers.ts';

/** A stream that takes text until it breaks. */
class Target extends Writable {
  text = '';
  broken: NodeJS.ErrnoException | undefined;
  writes = 0;

  constructor() {
    super({ autoDestroy: false });
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error) => void): void {
    this.writes++;
    if (this.broken === undefined) this.text += chunk.toString();
    done(this.broken);
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const epipe = (): NodeJS.ErrnoException => Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });

test('each text goes to its stream', () => {
  const [stdout, stderr] = [new Target(), new Target()];
  const { out, err } = printersOn(stdout, stderr);
  out('ready\n');
  err('bad\n');
  expect([stdout.text, stderr.text]).toEqual(['ready\n', 'bad\n']);
});

test('a stream that breaks is told on the other, once, and is written to no more', async () => {
  const [stdout, stderr] = [new Target(), new Target()];
  const { out } = printersOn(stdout, stderr);
  stdout.broken = epipe();
  out('ready\n');
  out('starting\n');
  await turn();
  out('ready\n');
  await turn();
  expect(stderr.text).toBe('startgate: standard output is lost (EPIPE): what belongs there is no longer told\n');
  expect(stdout.writes).toBeLessThanOrEqual(2);
});

test('standard error is told on standard output', async () => {
  const [stdout, stderr] = [new Target(), new Target()];
  const { err } = printersOn(stdout, stderr);
  stderr.broken = epipe();
  err('bad\n');
  await turn();
  expect(stdout.text).toBe('startgate: standard error is lost (EPIPE): what belongs there is no longer told\n');
});

test('when both break, nothing else does', async () => {
  const [stdout, stderr] = [new Target(), new Target()];
  const { out, err } = printersOn(stdout, stderr);
  stdout.broken = epipe();
  stderr.broken = epipe();
  out('ready\n');
  err('bad\n');
  await turn();
  await turn();
  expect([stdout.text, stderr.text]).toEqual(['', '']);
});
