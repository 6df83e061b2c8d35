import { mkdirSync, writeFileSync } from 'node:fs';
import type net from 'node:net';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { parseArgs } from '../../src/waiter/args.ts';
import { withoutControls } from '../../src/waiter/bytes.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';
import { runProgram } from '../support/program.ts';
import { tcpServer } from '../support/servers.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { commandLine } from './argument-cases.ts';
import { announce, fuzz, Generator, ROUNDS, SEED } from './generator.ts';
import { grpcAnswer, mayOpenGrpc } from './grpc-cases.ts';
import { httpAnswer, mayOpenHttp } from './http-cases.ts';
import { recordBytes } from './record-cases.ts';

announce('the program');

// A sanitized executable on a busy machine, many times.
vi.setConfig({ testTimeout: 60_000 * ROUNDS });

/** The first of many cases that must not open a gate. */
function closedCase(generator: Generator, make: (generator: Generator) => Uint8Array, mayOpen: (bytes: Uint8Array) => boolean): Uint8Array {
  for (;;) {
    const bytes = make(generator);
    if (!mayOpen(bytes)) return bytes;
  }
}

function garbage(generator: Generator, socket: net.Socket, answers: { count: number }): void {
  socket.once('data', (request: Buffer) => {
    answers.count++;
    const bytes = request.toString('latin1').startsWith('PRI ') ? closedCase(generator, grpcAnswer, mayOpenGrpc) : closedCase(generator, httpAnswer, mayOpenHttp);
    const pieces = generator.once(4) ? generator.cut(bytes.subarray(0, 200)) : [bytes];
    for (const piece of pieces) socket.write(piece);
    if (!generator.once(4)) socket.end();
    else if (generator.once(2)) socket.resetAndDestroy();
  });
}

test('servers that answer garbage open no gate, and end no program', async () => {
  const generator = new Generator(SEED);
  const answers = { count: 0 };
  const port = await tcpServer((socket) => garbage(generator, socket, answers));
  const targets = Array.from({ length: 120 }, (_, index) => `t${index}=${index % 3 === 0 ? 'grpc' : 'http'}://127.0.0.1:${port}`);
  for (let round = 0; round < ROUNDS; round++) {
    const { code, stderr } = await runProgram(['wait', '--timeout=2s', '--request-timeout=200ms', '--max-interval=20ms', '--on-timeout=continue', ...targets]);
    expect([code, stderr.split('\n').filter((line) => !line.startsWith('startgate: ') || line.endsWith(' is open'))]).toEqual([0, ['']]);
  }
  expect(answers.count).toBeGreaterThan(targets.length);
});

test('state files of garbage open no gate, and end no program', async () => {
  const generator = new Generator(SEED);
  for (let round = 0; round < ROUNDS; round++) {
    const state = tempFolder();
    const names = Array.from({ length: 250 }, (_, index) => `c${index}`);
    for (const name of names) {
      mkdirSync(join(state, name));
      writeFileSync(join(state, name, 'record.json'), recordBytes(generator));
    }
    const targets = names.map((name) => `${name}=${generator.pick(['started', 'completed', 'succeeded'])}`);
    const { code, stderr } = await runProgram(['wait', '--state', state, '--timeout=300ms', '--on-timeout=continue', ...targets]);
    const told = stderr.split('\n').filter((line) => line.includes(' is still closed after 300ms: no state yet; '));
    expect([code, told.length]).toEqual([0, names.length]);
    expect((await runProgram(['status', '--state', state])).code).toBe(0);
  }
});

/** How many processes run at a time. */
const SIDE_BY_SIDE = 8;

interface Refused {
  readonly words: readonly string[];
  readonly message: string;
}

async function expectRefused({ words, message }: Refused): Promise<void> {
  const { code, stdout, stderr } = await runProgram(words);
  expect({ words, code, stdout, stderr: Buffer.from(stderr, 'latin1').toString() }).toEqual({ words, code: 64, stdout: '', stderr: `startgate: ${withoutControls(message)}\n` });
}

test('arguments of garbage are told what is wrong with them, and nothing else happens', async () => {
  const refused: Refused[] = [];
  fuzz(60, commandLine, (words) => {
    const message = refusal(words);
    // An argument ends at a NUL, wherever it comes from.
    if (message !== undefined && !words.some((word) => word.includes('\0'))) refused.push({ words, message });
  });
  expect(refused.length).toBeGreaterThan(20);
  for (let at = 0; at < refused.length; at += SIDE_BY_SIDE) await Promise.all(refused.slice(at, at + SIDE_BY_SIDE).map(expectRefused));
});

/** What a command line is refused with, or undefined if it is not. */
function refusal(words: readonly string[]): string | undefined {
  try {
    parseArgs(words);
    return undefined;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message;
  }
}
