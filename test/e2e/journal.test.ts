import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Journal } from '../../e2e/support/journal';

/** A folder of logs as the kubelet keeps them, and who reads it. */
function logs(): { journal: Journal; say: (pod: string, text: string) => void } {
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
  return { journal, say };
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
