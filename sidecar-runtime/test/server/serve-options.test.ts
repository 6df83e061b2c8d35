import { expect, test } from 'vitest';
import { parseServeOptions, SERVE_USAGE } from '../../src/server/serve-options.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';

test('without arguments it serves port 8080 of every address and is ready', () => {
  expect(parseServeOptions([])).toEqual({ help: false, neverReady: false, host: '::', port: 8080 });
});

test('every option is read', () => {
  const args = '--config a.yaml --ready-after 10s --never-ready --port 0 --host 127.0.0.1 --drain unix:///run/drain.sock'.split(' ');
  expect(parseServeOptions(args)).toEqual({
    config: 'a.yaml', readyAfter: 10_000, neverReady: true, port: 0, host: '127.0.0.1', drain: 'unix:///run/drain.sock', help: false,
  });
});

test.each(['--help', '-h'])('%s asks for help', (flag) => {
  expect(parseServeOptions([flag]).help).toBe(true);
});

test('a value may stand behind "=", and the last one counts', () => {
  expect(parseServeOptions(['--port=1', '--port', '2']).port).toBe(2);
});

test('the usage names every option', () => {
  const named = [...SERVE_USAGE.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, flag]) => flag);
  expect(named).toEqual(['--config', '--ready-after', '--never-ready', '--port', '--host', '--drain', '--help']);
});

const ALL = '--config, --ready-after, --never-ready, --port, --host, --drain, --help';

test.each([
  [['--prot', '1'], `unknown option "--prot" of startgate serve: it has ${ALL}`],
  [['-p', '1'], `unknown option "-p" of startgate serve: it has ${ALL}`],
  [['config.yaml'], `startgate serve takes no "config.yaml", only options: ${ALL}`],
  [['--port'], '--port needs a value, such as "--port=8080"'],
  [['--port='], '--port needs a value, got ""'],
  [['--port', 'http'], '--port must be a whole number from 0 to 65535, got "http"'],
  [['--port', '65536'], '--port must be a whole number from 0 to 65535, got "65536"'],
  [['--port', '-1'], '--port must be a whole number from 0 to 65535, got "-1"'],
  [['--never-ready=yes'], '--never-ready takes no value, got "yes"'],
  [['--ready-after', '10'], '--ready-after has no unit in "10": write "10s" for seconds or "10ms" for milliseconds'],
  [['--ready-after', 'soon'], '--ready-after must be a whole number with the unit ms, s, m or h, such as "60s", got "soon"'],
  [
    ['--drain', '0.0.0.0:9000'],
    '--drain: the draining address must be unix:///PATH, 127.0.0.1:PORT or [::1]:PORT, got "0.0.0.0:9000"',
  ],
])('fails when the arguments are %j', (args, message) => {
  expect(() => parseServeOptions(args)).toThrow(new UsageError(message));
});
