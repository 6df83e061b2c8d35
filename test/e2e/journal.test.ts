import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Journal } from '../../e2e/support/journal';

/** A folder of logs as the kubelet keeps them, and who reads it. */
function logs(): { folder: string; journal: Journal; say: (pod: string, text: string) => void } {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  const journal = new Journal(folder, 'bench');
  onTestFinished(() => {
    journal.close();
    rmSync(folder, { recursive: true });
  });
  const say = (pod: string, text: string): void => {
    const container = join(folder, `bench_${pod}_uid`, 'app');
    mkdirSync(container, { recursive: true });
    appendFileSync(join(container, '0.log'), `2026-01-01T00:00:00Z stdout F ${text}\n`);
  };
  return { folder, journal, say };
}

test('what containers say is read, with its place', () => {
  const { journal, say } = logs();
  say('one', '{"at":5,"event":"started"}');
  say('one', 'else');
  journal.read();
  expect(journal.entries).toEqual([{ pod: 'one', container: 'app', attempt: 0, at: 5, event: 'started' }]);
  expect(journal.text('app')).toBe('{"at":5,"event":"started"}\nelse');
});

test('a Pod that is forgotten is never read again, and the others are', () => {
  const { journal, say } = logs();
  for (const pod of ['one', 'other']) say(pod, '{"at":5,"event":"started"}');
  journal.read();
  journal.forget('one');
  for (const pod of ['one', 'other']) say(pod, '{"at":6,"event":"ended"}');
  journal.read();
  expect(journal.entries.map(({ pod, event }) => [pod, event])).toEqual([['other', 'started'], ['other', 'ended']]);
});

/** Appends the same lines to both logs of the arguments, first to the one, then to the other. */
const WRITER = `
  const { appendFileSync } = require('node:fs');
  for (let index = 0; index < 4000; index++) for (const file of process.argv.slice(1)) {
    appendFileSync(file, '2026-01-01T00:00:00Z stdout F {"at":' + index + ',"event":"said"}\\n');
  }
`;

test('what was said before a line that is read is read too, in whatever order the logs are read', async () => {
  const { folder, journal } = logs();
  for (const pod of ['sidecar', 'app']) mkdirSync(join(folder, `bench_${pod}_uid`, 'main'), { recursive: true });
  const files = ['sidecar', 'app'].map((pod) => join(folder, `bench_${pod}_uid`, 'main', '0.log'));
  let torn = 0;
  for (const [first, second] of [['sidecar', 'app'], ['app', 'sidecar']] as const) {
    const writer = spawn(process.execPath, ['-e', WRITER, ...(first === 'sidecar' ? files : [...files].reverse())]);
    const saidBy = (pod: string): number => journal.entries.filter((entry) => entry.pod === pod).length;
    const [before, behind] = [saidBy(first), saidBy(second)];
    while (writer.exitCode === null) {
      journal.read();
      if (saidBy(second) - behind > saidBy(first) - before) torn++;
      await new Promise(setImmediate);
    }
    journal.read();
  }
  expect(torn).toBe(0);
});
