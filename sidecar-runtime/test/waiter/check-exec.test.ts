import { expect, test } from 'vitest';
import type { Answer } from '../../src/waiter/answer.ts';
import { tryOnce } from '../support/gate.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

test.each<[string, Parameters<VirtualPlatform['commands']['set']>[1], Answer]>([
  ['exits with 0', { kind: 'code', code: 0 }, { state: 'open' }],
  ['exits with 2', { kind: 'code', code: 2 }, { state: 'closed', reason: 'exit 2' }],
  ['is killed', { kind: 'signal', signal: 9 }, { state: 'closed', reason: 'ended by signal 9' }],
  ['is not found', { error: 'ENOENT' }, { state: 'closed', reason: 'command not found' }],
  ['is not runnable', { error: 'EACCES' }, { state: 'closed', reason: 'permission denied' }],
  ['hangs', 'hangs', { state: 'closed', reason: 'no answer within 1s' }],
])('a command that %s', async (_, result, answer) => {
  const platform = new VirtualPlatform();
  platform.commands.set('pg_isready -q', result);
  expect(await tryOnce(platform, 'exec:["pg_isready","-q"]')).toEqual(answer);
});
