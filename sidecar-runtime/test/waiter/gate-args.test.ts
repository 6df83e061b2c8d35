import { describe, expect, test } from 'vitest';
import { parseExec, parseWait } from '../../src/waiter/gate-args.ts';
import type { Invocation, WaitInvocation } from '../../src/waiter/invocation.ts';
import { DEFAULTS } from '../../src/waiter/options.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';

function wait(...args: string[]): Invocation {
  return parseWait(args);
}

function exec(...args: string[]): Invocation {
  return parseExec(args);
}

function gatesOf(invocation: Invocation): [string, number][] {
  return (invocation as WaitInvocation).gates.map(({ target, options }) => [target.label, options.timeout]);
}

describe('wait', () => {
  test('waits for http://localhost:8080/ready without a target', () => {
    expect(wait()).toEqual({
      command: 'wait',
      gates: [{ target: { label: 'http://localhost:8080/ready', text: 'http://localhost:8080/ready', check: { kind: 'http', tls: false, authority: { host: 'localhost', port: 8080 }, path: '/ready' } }, options: DEFAULTS }],
      state: '/run/startgate/state',
      logFormat: 'text',
    });
  });

  test('options before the first target hold for all, after a target for that one', () => {
    expect(gatesOf(wait('--timeout', '5s', 'file:///a', 'file:///b', '--timeout=7s', 'file:///c'))).toEqual([
      ['file:///a', 5000],
      ['file:///b', 7000],
      ['file:///c', 5000],
    ]);
  });

  test('the last of the same option wins', () => {
    expect(gatesOf(wait('--timeout=5s', '--timeout=6s', 'file:///a', '--timeout=7s', '--timeout=8s', 'file:///b'))).toEqual([
      ['file:///a', 8000],
      ['file:///b', 6000],
    ]);
  });

  test('takes the flags of other waiters', () => {
    const invocation = wait('--url', 'http://localhost:15021/healthz/ready', '--timeoutSeconds=30', '--periodMillis', '500', '--requestTimeoutMillis', '100') as WaitInvocation;
    expect(invocation.gates).toEqual([
      {
        target: { label: 'http://localhost:15021/healthz/ready', text: 'http://localhost:15021/healthz/ready', check: { kind: 'http', tls: false, authority: { host: 'localhost', port: 15_021 }, path: '/healthz/ready' } },
        options: { ...DEFAULTS, timeout: 30_000, maxInterval: 500, requestTimeout: 100 },
      },
    ]);
  });

  test('the last --url wins', () => {
    expect(gatesOf(wait('--url=file:///a', '--timeout=5s', '--url=file:///b', 'file:///c'))).toEqual([
      ['file:///b', 5000],
      ['file:///c', 60_000],
    ]);
  });

  test('takes --state and --log-format anywhere', () => {
    expect(wait('file:///a', '--state', '/s', '--log-format=json')).toMatchObject({ state: '/s', logFormat: 'json' });
  });

  test.each(['--help', '-h'])('%s asks for help', (flag) => {
    expect(wait('file:///a', flag)).toEqual({ command: 'help' });
  });

  test.each<[string[], string]>([
    [['--tiemout=5s'], 'unknown option "--tiemout" of startgate wait: it has --timeout, --on-timeout, --request-timeout, --max-interval, --interval, --status, --header, --log-format, --state, --url, --timeoutSeconds, --periodMillis, --requestTimeoutMillis'],
    [['--timeout'], '--timeout needs a value, such as "--timeout=60s"'],
    [['--log-format=xml'], '--log-format must be text or json, got "xml"'],
    [['tcp://a:1', '--', 'app'], 'startgate wait runs no command, got "--": write startgate exec --wait TARGET -- COMMAND'],
  ])('fails when the arguments are %j', (args, message) => {
    expect(() => wait(...args)).toThrow(new UsageError(message));
  });
});

describe('exec', () => {
  test('asks for help without a command too', () => {
    expect(exec('--wait', 'file:///a', '--help')).toEqual({ command: 'help' });
  });

  test('names the command by its place', () => {
    expect(exec('--wait', 'file:///a', 'file:///b', '--wait=file:///c', '--', 'app', '--', '--wait')).toMatchObject({
      command: 'exec',
      gates: [{ target: { label: 'file:///a' } }, { target: { label: 'file:///b' } }, { target: { label: 'file:///c' } }],
      group: false,
      commandIndex: 6,
    });
  });

  test('reads what makes it supervise', () => {
    expect(exec('--name', 'me', '--state=/s', '--until', 'app=completed', '--grace', '3s', '--group', '--', 'proxy')).toEqual({
      command: 'exec',
      gates: [],
      state: '/s',
      logFormat: 'text',
      name: 'me',
      until: { ends: [{ kind: 'state', container: 'app', condition: 'completed' }], grace: 3000 },
      group: true,
      once: false,
      commandIndex: 10,
    });
  });

  test('reads that its container is not started again', () => {
    expect(exec('--name', 'me', '--once', '--', 'app')).toMatchObject({ once: true });
  });

  test('knows that a step is not started again', () => {
    expect(exec('--name', 'me', '--step', '--', 'app')).toMatchObject({ once: true });
  });

  test('takes several containers to run until', () => {
    expect(exec('--until=a=completed', '--until', 'b=succeeded', '--', 'proxy')).toMatchObject({
      until: { ends: [{ container: 'a', condition: 'completed' }, { container: 'b', condition: 'succeeded' }] },
    });
  });

  test('gives ten seconds of grace', () => {
    expect(exec('--until=app=completed', '--', 'proxy')).toMatchObject({ until: { grace: 10_000 } });
  });

  test.each<[string[], string]>([
    [['--wait', 'file:///a', 'app'], '"--" is missing: write startgate exec --wait TARGET -- COMMAND'],
    [['--wait', 'file:///a', '--'], 'command is missing after "--": write startgate exec --wait TARGET -- COMMAND'],
    [['--', 'app'], 'startgate exec has nothing to do: write --wait TARGET, --name NAME or --until NAME=completed before "--"'],
    [['file:///a', '--', 'app'], '"file:///a" comes before the first --wait of startgate exec: write --wait file:///a, or "--" before the command'],
    [['--wait=file:///a', '--grace=1s', '--', 'app'], '--grace only holds together with --until NAME=completed, --until NAME=succeeded or --run-timeout'],
    [['--until=app=started', '--', 'app'], '--until must be NAME=completed or NAME=succeeded, got "app=started"'],
    [['--until=app', '--', 'app'], '--until must be NAME=completed or NAME=succeeded, got "app"'],
    [['--name=me', '--wait=me=started', '--', 'app'], '"me" can\'t wait for itself, got "me=started"'],
    [['--name=me', '--until=me=completed', '--', 'app'], '"me" can\'t run until it has ended itself'],
    [['--name=me', '--until=me=succeeded', '--', 'app'], '"me" can\'t run until it has ended itself'],
    [['--name=Me', '--', 'app'], 'name must be a DNS label (at most 63 of a-z, 0-9 and "-", no "-" at either end), got "Me" in --name'],
    [['--when', 'a=0', '--name=me', '--', 'app'], '--when only holds together with --step'],
    [['--step', '--name=me', '--when', 'a', '--', 'app'], '--when must be STEP=CODE, STEP!=CODE, STEP.RESULT=TEXT or STEP.RESULT!=TEXT, got "a"'],
    [['--step', '--name=me', '--when', 'a=256', '--', 'app'], '--when "a=256" must compare with an exit code from 0 to 255, got "256"'],
    [['--step', '--name=me', '--when', 'me=0', '--', 'app'], '"me" can\'t look at itself: name an earlier step'],
    [['--step', '--name=me', '--use', 'a', '--', 'app'], '--use must be STEP.RESULT, such as "build.digest", got "a"'],
    [['--step', '--name=me', '--env', 'A=b', '--', 'app'], '--env must be the name of a variable, got "A=b"'],
    [['--step', '--name=me', '--on-error', 'go', '--', 'app'], '--on-error must be stop or continue, got "go"'],
    [['--step', '--name=me', '--results-limit', '0', '--', 'app'], '--results-limit must be a number of bytes from 1 to 65536, got "0"'],
    [['--once', '--wait=a=started', '--', 'app'], '--once only holds together with --name NAME'],
    [['--step', '--wait=a=started', '--', 'app'], '--step only holds together with --name NAME'],
    [['--group=1', '--name=me', '--', 'app'], '--group takes no value, got "1"'],
    [['--url=file:///a', '--', 'app'], 'unknown option "--url" of startgate exec: it has --wait, --name, --until, --grace, --group, --once, --step, --run-timeout, --on-error, --when, --use, --env, --results-limit, --message-limit, --timeout, --on-timeout, --request-timeout, --max-interval, --interval, --status, --header, --log-format, --state, --timeoutSeconds, --periodMillis, --requestTimeoutMillis'],
  ])('fails when the arguments are %j', (args, message) => {
    expect(() => exec(...args)).toThrow(new UsageError(message));
  });
});
