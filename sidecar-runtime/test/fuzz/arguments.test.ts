import { expect, test } from 'vitest';
import { parseArgs } from '../../src/waiter/args.ts';
import { isPrintable } from '../../src/waiter/bytes.ts';
import { encodeRequest } from '../../src/waiter/http-request.ts';
import type { Gate, Invocation } from '../../src/waiter/invocation.ts';
import { parseTarget } from '../../src/waiter/target.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';
import { commandLine, targetText } from './argument-cases.ts';
import { announce, fuzz } from './generator.ts';

announce('arguments');

/** What a reader gives, or undefined if it refused with a usage error; any other error fails the case. */
function accepted<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.message.length).toBeGreaterThan(10);
    return undefined;
  }
}

test('50,000 targets are taken as they say, or refused as a usage error', () => {
  const seen = { taken: 0, refused: 0 };
  fuzz(50_000, targetText, (text) => {
    const target = accepted(() => parseTarget(text));
    seen[target === undefined ? 'refused' : 'taken']++;
    if (target === undefined) return;
    const { check, label } = target;
    expect(isPrintable(label)).toBe(true);
    // The kind is the one that stands in the text, at its start or behind the name.
    const scheme = check.kind === 'exec' ? 'exec:' : check.kind === 'state' ? '' : check.kind === 'http' && check.tls ? 'https://' : `${check.kind}://`;
    expect(text.startsWith(scheme) || text.slice(text.indexOf('=') + 1).startsWith(scheme)).toBe(true);
    if ('authority' in check) expect(check.authority.port >= 1 && check.authority.port <= 65_535 && check.authority.host !== '').toBe(true);
  });
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5000);
});

test('50,000 command lines are taken with every gate that they name, or refused as a usage error', () => {
  const seen = { taken: 0, refused: 0 };
  fuzz(50_000, commandLine, (words) => {
    const invocation = accepted(() => parseArgs(words));
    seen[invocation === undefined ? 'refused' : 'taken']++;
    if (invocation !== undefined) checkInvocation(invocation, words);
  });
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5000);
});

function checkInvocation(invocation: Invocation, words: readonly string[]): void {
  if (invocation.command === 'wait') expect(invocation.gates.length).toBeGreaterThan(0);
  if (invocation.command === 'exec') {
    const { commandIndex, gates } = invocation;
    const before = words.slice(0, commandIndex - 1);
    expect([words[commandIndex - 1], commandIndex < words.length, before.includes('--')]).toEqual(['--', true, false]);
    // A guard without a gate is one that was asked for something else.
    if (gates.length === 0) expect([before.some((word) => word === '--wait' || word.startsWith('--wait=')), invocation.name ?? invocation.until]).toEqual([false, expect.anything()]);
  }
  if ('gates' in invocation) invocation.gates.forEach(checkGate);
}

function checkGate({ target: { check }, options }: Gate): void {
  for (const time of [options.timeout, options.requestTimeout, options.maxInterval ?? 1]) expect(Number.isInteger(time) && time > 0 && time < 2 ** 31).toBe(true);
  expect(['fail', 'block', 'continue']).toContain(options.onTimeout);
  if (check.kind !== 'http') return;
  // Nothing that was given ends a line of the request, or begins one.
  const request = Buffer.from(encodeRequest({ path: check.path, host: 'a', headers: options.headers })).toString('latin1');
  const lines = request.split('\r\n');
  expect(lines.some((line) => line.includes('\r') || line.includes('\n') || line.includes('\0'))).toBe(false);
  expect(lines[0]).toBe(`GET ${check.path} HTTP/1.1`);
  expect([lines.indexOf(''), lines.length]).toEqual([lines.length - 2, lines.length]);
}
