import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/waiter/answer.ts';
import { HttpAnswerReader, judge, type HttpHead } from '../../src/waiter/http-answer.ts';
import { parseStatuses } from '../../src/waiter/statuses.ts';
import { checkProperty } from '../support/check-property.ts';
import { bytesOf } from '../support/virtual-stream.ts';

function read(text: string): HttpHead | 'garbage' | undefined {
  return new HttpAnswerReader().push(bytesOf(text));
}

function answer(text: string): Answer | 'garbage' | undefined {
  const head = read(text);
  return head === undefined || head === 'garbage' ? head : judge(head);
}

describe('reading', () => {
  test('takes status and header', () => {
    expect(read('HTTP/1.1 200 OK\r\nStartgate-A: b\r\nstartgate-a:c \r\n\r\nbody')).toEqual({ status: 200, headers: new Map([['startgate-a', ['b', 'c']]]) });
  });

  test('takes HTTP/1.0, no reason, and lines that end with LF alone', () => {
    expect(read('HTTP/1.0 204\nStartgate-A: b\n\n')).toEqual({ status: 204, headers: new Map([['startgate-a', ['b']]]) });
  });

  test('takes a value that goes on in the next line', () => {
    expect(read('HTTP/1.1 200 OK\r\nStartgate-A: b\r\n\tc\r\n\r\n')).toEqual({ status: 200, headers: new Map([['startgate-a', ['b c']]]) });
  });

  test('passes over what is not ours', () => {
    expect(read('HTTP/1.1 200 OK\r\nStartgate: a\r\n b\r\nServer: c\r\n\r\n')).toEqual({ status: 200, headers: new Map() });
  });

  test('passes over 1xx answers', () => {
    expect(read('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 503 No\r\n\r\n')).toEqual({ status: 503, headers: new Map() });
  });

  test('waits for the rest', () => {
    const reader = new HttpAnswerReader();
    const pieces = [...'HTTP/1.1 200 OK\r\nStartgate-A: b\r\n\r\n'].map((piece) => reader.push(bytesOf(piece)));
    expect(pieces.slice(0, -1).every((piece) => piece === undefined)).toBe(true);
    expect(pieces.at(-1)).toEqual({ status: 200, headers: new Map([['startgate-a', ['b']]]) });
  });

  test.each([
    'SSH-2.0-OpenSSH_9.2\r\n',
    'HTTP/2 200\r\n\r\n',
    'HTTP/1.2 200 OK\r\n\r\n',
    'HTTP/1.1 2000 OK\r\n\r\n',
    'HTTP/1.1 20 OK\r\n\r\n',
    'HTTP/1.1 2x0 OK\r\n\r\n',
    'HTTP/1.1 600 OK\r\n\r\n',
    'HTTP/1.1 099 OK\r\n\r\n',
    'HTTP/1.1  200 OK\r\n\r\n',
    'HTTP/1.1 200 OK\r\nno colon\r\n\r\n',
    'HTTP/1.1 200 OK\r\nName\r\nA: b\r\n\r\n',
    'HTTP/1.1 200 OK\r\n: no name\r\n\r\n',
    'HTTP/1.1 200 OK\r\nStartgate-Status : failed\r\n\r\n',
    'HTTP/1.1 200 OK\r\n folded nothing\r\n\r\n',
    'HTTP/1.1 200 OK\r\nA: \0\r\n\r\n',
    'HTTP/1.1 200 OK\r\nA: b\rStartgate-Status: failed\r\n\r\n',
    'HTTP/1.1 200 OK\rA: b\r\n\r\n',
    '\0\0\0',
  ])('takes %j for garbage', (text) => {
    expect(read(text)).toBe('garbage');
  });

  test('takes a header of exactly 16 KiB', () => {
    const start = 'HTTP/1.1 200 OK\r\nA: ';
    expect(answer(`${start}${'x'.repeat(16_384 - start.length - 4)}\r\n\r\n`)).toEqual({ state: 'open' });
  });

  test.each(['no colon', 'Na me: b', 'A: \0', 'A: \rb'])('passes over %j in an answer that opens no gate', (line) => {
    expect(answer(`HTTP/1.1 503 No\r\n${line}\r\nStartgate-Status: failed\r\n\r\n`)).toEqual({ state: 'failed', reason: 'http 503' });
  });

  test('takes a field of ours without a colon for garbage in every answer', () => {
    expect(read('HTTP/1.1 503 No\r\nStartgate-Status failed\r\n\r\n')).toBe('garbage');
  });

  test('takes a header of one byte more for garbage', () => {
    const start = 'HTTP/1.1 200 OK\r\nA: ';
    expect(answer(`${start}${'x'.repeat(16_384 - start.length - 3)}\r\n\r\n`)).toBe('garbage');
  });

  test('takes a header of 256 lines, and one of 257 for garbage', () => {
    expect(answer(`HTTP/1.1 200 OK\r\n${'a:\n'.repeat(256)}\n`)).toEqual({ state: 'open' });
    expect(answer(`HTTP/1.1 503 No\r\n${'a:\n'.repeat(200)}${' b\n'.repeat(57)}\n`)).toBe('garbage');
  });

  test('takes 16 KiB of 1xx answers for garbage', () => {
    expect(read('HTTP/1.1 100 Continue\r\n\r\n'.repeat(700))).toBe('garbage');
  });
});

describe('judging', () => {
  test('opens for every 2xx, and for no other status', () => {
    const open = Array.from({ length: 500 }, (_, index) => index + 100).filter((status) => judge({ status, headers: new Map() }).state === 'open');
    expect(open).toEqual(Array.from({ length: 100 }, (_, index) => index + 200));
  });

  test('tells the status of a stranger and nothing more', () => {
    expect(answer('HTTP/1.1 503 No Way\r\nRetry-After: 1\r\n\r\n{"status":"failed"}')).toEqual({ state: 'closed', reason: 'http 503' });
  });

  test.each([
    ['401', 401, '', { state: 'open' }], ['401', 200, '', { state: 'closed', reason: 'http 200' }], ['302', 302, '', { state: 'open' }],
    ['401', 401, 'Startgate-Status: ready\r\n', { state: 'open', ours: true }],
    ['401', 401, 'Startgate-Status: starting\r\n', { state: 'closed', reason: 'http 401, status starting', ours: true }],
    ['401', 401, 'Startgate-Status: failed\r\n', { state: 'failed', reason: 'http 401' }],
  ] as const)('opens for %s alone, where that is asked for: %s %s', (asked, status, more, answered) => {
    const statuses = parseStatuses('--status', asked);
    const head = new HttpAnswerReader(statuses).push(bytesOf(`HTTP/1.1 ${status} Said\r\n${more}\r\n`)) as HttpHead;
    expect(judge(head, statuses)).toEqual(answered);
  });

  test('reads an answer whose status opens the gate as strictly as any other that does', () => {
    const text = 'HTTP/1.1 401 No\r\nno colon\r\n\r\n';
    expect([read(text), new HttpAnswerReader([[401, 401]]).push(bytesOf(text))]).toEqual([{ status: 401, headers: new Map() }, 'garbage']);
  });

  test('does not follow a redirect', () => {
    expect(answer('HTTP/1.1 302 Found\r\nLocation: /ready\r\n\r\n')).toEqual({ state: 'closed', reason: 'http 302' });
  });

  test('opens when we say ready', () => {
    expect(answer('HTTP/1.1 200 OK\r\nStartgate-Status: ready\r\n\r\n')).toEqual({ state: 'open', ours: true });
  });

  test('tells our own reason', () => {
    expect(answer('HTTP/1.1 503 No\r\nStartgate-Status: starting\r\nStartgate-Reason: loading configuration\r\n\r\n')).toEqual({
      state: 'closed',
      reason: 'http 503, loading configuration',
      ours: true,
    });
  });

  test('shows 200 printable characters of a reason at most', () => {
    expect(answer(`HTTP/1.1 503 No\r\nStartgate-Status: starting\r\nStartgate-Reason: \u001b${'x'.repeat(300)}\r\n\r\n`)).toMatchObject({ reason: `http 503, ?${'x'.repeat(199)}` });
  });

  test('believes no reason without a status', () => {
    expect(answer('HTTP/1.1 503 No\r\nStartgate-Reason: hello\r\n\r\n')).toEqual({ state: 'closed', reason: 'http 503' });
  });

  test.each(['draining', 'starting', '', 'Ready', 'ready, ready'])('stays closed for 200 with status "%s"', (status) => {
    expect(answer(`HTTP/1.1 200 OK\r\nStartgate-Status: ${status}\r\n\r\n`)).toEqual({ state: 'closed', reason: `http 200, status ${status}`, ours: true });
  });

  test('stays closed when a second status contradicts the first', () => {
    expect(answer('HTTP/1.1 200 OK\r\nStartgate-Status: ready\r\nStartgate-Status: starting\r\n\r\n')).toMatchObject({ state: 'closed' });
  });

  test('fails for good when we say failed', () => {
    expect(answer('HTTP/1.1 503 No\r\nStartgate-Status: failed\r\nStartgate-Reason: no license\r\n\r\n')).toEqual({ state: 'failed', reason: 'http 503, no license' });
  });
});

test('never opens for what does not start with a 2xx status line, whatever comes in', () => {
  const piece = fc.oneof(
    fc.constantFrom('HTTP/1.1 ', 'HTTP/1.0 ', '200', '100', '503', ' OK', '\r\n', '\n', '\r\n\r\n', 'Startgate-Status: ', 'ready', 'failed', 'HTTP/1.1 200 OK\r\n\r\n', ' '),
    fc.string({ unit: 'binary-ascii', maxLength: 4 }),
  );
  checkProperty(fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(8), { minLength: 1 }), (pieces, cuts) => {
    const text = pieces.join('');
    const whole = answer(text);
    const reader = new HttpAnswerReader();
    let result: ReturnType<HttpAnswerReader['push']>;
    for (let at = 0, cut = 0; at < text.length && result === undefined; cut++) {
      const length = (cuts[cut % cuts.length] ?? 0) + 1;
      result = reader.push(bytesOf(text.slice(at, at + length)));
      at += length;
    }
    // How the bytes are cut makes no difference to whether a gate opens.
    expect(result !== undefined && result !== 'garbage' && judge(result).state === 'open').toBe(typeof whole === 'object' && whole.state === 'open');
    if (typeof whole === 'object' && whole.state === 'open') expect(text.split('\n').some((line) => line.startsWith('HTTP/1.1 2') || line.startsWith('HTTP/1.0 2'))).toBe(true);
  }));
});

describe('the whole answer', () => {
  const BUSY = 'HTTP/1.1 503 No\r\nContent-Length: 4\r\n\r\nbusy';

  function reader(text: string, ...more: readonly string[]): HttpAnswerReader {
    const made = new HttpAnswerReader();
    made.push(bytesOf(text));
    for (const piece of more) made.pushBody(bytesOf(piece));
    return made;
  }

  test.each<[boolean, string, readonly string[]]>([
    [true, 'at once', [BUSY]],
    [true, 'after its body came in pieces', [BUSY.slice(0, -4), 'bu', 'sy']],
    [true, 'after an informational one', [`HTTP/1.1 103 Early Hints\r\n\r\n${BUSY}`]],
    [false, 'before its body', [BUSY.slice(0, -4)]],
    [false, 'with more behind it', [BUSY, 'x']],
    [false, 'without a head', ['HTTP/1.1 503 No\r\nContent-Length: 0\r\n']],
    [false, 'as garbage', ['SSH\r\n\r\n']],
  ])('is there: %s, %s', (whole, _, [first = '', ...more]) => {
    expect(reader(first, ...more).isWhole()).toBe(whole);
  });

  test('is asked for again after more has come', () => {
    const made = reader(BUSY.slice(0, -1));
    const before = made.isWhole();
    made.pushBody(bytesOf('y'));
    expect([before, made.isWhole()]).toEqual([false, true]);
  });

  test('has at most 16 KiB', () => {
    const made = reader(BUSY);
    const left = 16_384 - BUSY.length;
    expect([made.pushBody(new Uint8Array(left - 1)), made.pushBody(new Uint8Array(1))]).toEqual([true, false]);
  });

  test.each([
    [true, 'the same bytes', BUSY],
    [false, 'other bytes', BUSY.replace('busy', 'bush')],
    [false, 'fewer bytes', BUSY.slice(0, -1)],
    [false, 'more bytes', `${BUSY}x`],
  ])('is the same once more: %s, %s', (same, _, text) => {
    expect(reader(BUSY).isSame(bytesOf(text))).toBe(same);
  });
});
