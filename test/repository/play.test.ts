import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { capture } from '../../scripts/lib/exec.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';

/** What one run of the play printed: its timeline without the times, and the rest. */
interface Run {
  readonly code: number;
  readonly output: string;
  readonly events: readonly string[];
}

async function play(...args: string[]): Promise<Run> {
  const { code, output } = await capture(process.execPath, [join(ROOT, 'scripts', 'play.mjs'), ...args]);
  return { code, output, events: output.split('\n').flatMap(eventOf) };
}

/** A line of the timeline as `container: event`; milliseconds and dates, which no two runs share, are left out. */
function eventOf(line: string): string[] {
  const match = /^ +\d+\.\d{3} s {2}(\S+) +(.*)$/.exec(line);
  if (match === null) return [];
  const [, container, what] = match as unknown as [string, string, string];
  return [`${container}: ${what}`.replace(/\d+ ms$/, 'N ms').replace(/says: .* GMT$/, 'says: DATE')];
}

let gated: Run;
let neverReady: Run;
let noGate: Run;

beforeAll(async () => {
  [gated, neverReady, noGate] = await Promise.all([play(), play('--never-ready'), play('--no-gate')]);
}, 120_000);

describe('npm start', () => {
  test('ends by itself with 0', () => {
    expect(gated.code, gated.output).toBe(0);
  });

  test('shows the order as text first', () => {
    expect(gated.output).toMatch(/^Deployment "sample"/);
    expect(gated.output).toContain('waits for sidecar: healthy by http://localhost:');
  });

  test('tells every event in its order', () => {
    expect(gated.events).toEqual([
      'sidecar: started',
      'app: guard started',
      'sidecar: not ready: loading configuration',
      'app: waiting for sidecar: http 503, loading configuration',
      'sidecar: ready',
      'app: gate opened after N ms',
      'app: started',
      'app: says: DATE',
      'app: says: app container started',
      'app: says: first request to the sidecar: 200 OK',
      'app: ended with 0',
      'sidecar: stopped with 0',
    ]);
  });

  test('the sidecar loads for 10 s, and the app starts within 1 s of its readiness', () => {
    const at = (event: string): number => Number(new RegExp(`^ +([\\d.]+) s {2}${event}`, 'm').exec(gated.output)?.[1]);
    expect(at('sidecar +ready')).toBeGreaterThanOrEqual(10);
    expect(at('app +says: app container') - at('sidecar +ready')).toBeLessThan(1);
  });

  test('warns of nothing', () => {
    expect(gated.output).not.toContain('Warning');
  });
});

describe('npm start -- --never-ready', () => {
  test('ends with 69', () => {
    expect(neverReady.code, neverReady.output).toBe(69);
  });

  test('the app never starts, and the reason is printed', () => {
    expect(neverReady.events).toEqual([
      'sidecar: started',
      'app: guard started',
      'sidecar: not ready: loading configuration',
      'app: waiting for sidecar: http 503, loading configuration',
      'app: sidecar is still closed after 5s: http 503, loading configuration; giving up',
      'app: never started: the gate stayed closed, exit 69',
      'sidecar: stopped with 0',
    ]);
  });
});

describe('npm start -- --no-gate', () => {
  test('ends with 1', () => {
    expect(noGate.code, noGate.output).toBe(1);
  });

  test('the app starts before the sidecar is ready, and its first request fails', () => {
    const [sidecar, app, , line, request, end] = noGate.events.filter((event) => !event.startsWith('sidecar: not ready'));
    expect([sidecar, app, line, end]).toEqual([
      'sidecar: started', 'app: started', 'app: says: app container started', 'app: ended with 1',
    ]);
    expect(request).toMatch(/^app: says: first request to the sidecar(: 503 | failed: )/);
    expect(noGate.events).not.toContain('sidecar: ready');
  });
});

test('docs/tutorial.md shows lines that the play prints, in their order', () => {
  const page = readFileSync(join(ROOT, 'docs', 'tutorial.md'), 'utf8');
  const shown = [...page.matchAll(/^```text\n([^]*?)^```$/gmu)].map(([, text]) => text!.split('\n').flatMap(eventOf).map(withoutPort));
  const printed = [noGate, gated].map(({ events }) => events.map(withoutPort));
  expect(shown.map((events) => events.length)).toEqual([4, 5]);
  expect(shown).toEqual(shown.map((events, index) => printed[index]!.filter((event) => events.includes(event))));
});

function withoutPort(event: string): string {
  return event.replace(/ECONNREFUSED .*|503 .*/u, '');
}

test('fails when the flag is unknown, with one message and 64', async () => {
  expect(await capture(process.execPath, [join(ROOT, 'scripts', 'play.mjs'), '--nope'])).toEqual({
    code: 64, output: 'unknown argument: "--nope". Allowed: --never-ready, --no-gate, --help\n',
  });
});

test('--help prints the usage and ends with 0', async () => {
  const { code, output } = await capture(process.execPath, [join(ROOT, 'scripts', 'play.mjs'), '--help']);
  expect({ code, first: output.split('\n')[0] }).toEqual({ code: 0, first: 'npm start -- [OPTION]' });
});
