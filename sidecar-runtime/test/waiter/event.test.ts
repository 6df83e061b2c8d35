import { expect, test } from 'vitest';
import { formatEvent, type Event } from '../../src/waiter/event.ts';

test.each<[Event, string]>([
  [{ event: 'closed', target: 'db', reason: 'connection refused' }, 'startgate: waiting for db: connection refused'],
  [{ event: 'open', target: 'db' }, 'startgate: db is open'],
  [{ event: 'failed', target: 'db', reason: 'http 503, no license', then: 'fail' }, 'startgate: db failed: http 503, no license; giving up'],
  [{ event: 'failed', target: 'db', reason: 'exit', then: 'continue' }, 'startgate: db failed: exit; going on without it'],
  [{ event: 'timeout', target: 'db', reason: 'http 503', timeoutMs: 60_000, then: 'fail' }, 'startgate: db is still closed after 60s: http 503; giving up'],
  [{ event: 'timeout', target: 'db', reason: 'http 503', timeoutMs: 500, then: 'block' }, 'startgate: db is still closed after 500ms: http 503; waiting on'],
  [{ event: 'timeout', target: 'db', reason: 'http 503', timeoutMs: 500, then: 'continue' }, 'startgate: db is still closed after 500ms: http 503; going on without it'],
  [{ event: 'all-open', waitedMs: 12 }, 'startgate: all gates are passed after 12 ms'],
  [{ event: 'disabled', reason: 'incident 7' }, 'startgate: disabled, every gate is open: incident 7'],
  [{ event: 'signal', signal: 15 }, 'startgate: ended by signal 15 while waiting'],
  [{ event: 'command-failed', command: 'app', reason: 'not found' }, 'startgate: can\'t run "app": not found'],
  [{ event: 'stopping', target: 'app' }, 'startgate: app ended: stopping the command'],
  [{ event: 'killing', graceMs: 10_000 }, 'startgate: the command still runs 10s after SIGTERM: killing it'],
  [{ event: 'state-lost', directory: '/s/a', reason: 'EROFS' }, 'startgate: can\'t use the state in "/s/a": EROFS'],
])('says %j', (event, line) => {
  expect(formatEvent(event, 'text')).toBe(line);
  expect(JSON.parse(formatEvent(event, 'json'))).toEqual(event);
});

test('shows what controls a terminal as its number, as text and as JSON', () => {
  const event: Event = { event: 'state-lost', directory: '/s\u001b[2J\u009b', reason: 'a\nstartgate: b' };
  expect(formatEvent(event, 'text')).toBe('startgate: can\'t use the state in "/s\\u001b[2J\\u009b": a\\u000astartgate: b');
  expect(formatEvent(event, 'json')).toBe('{"event":"state-lost","directory":"/s\\u001b[2J\\u009b","reason":"a\\nstartgate: b"}');
});
