import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/private/manifest';
import { type Ran, runIn } from '../memory-host';
import { event, livePod, NOT_YET, NOW, running, RUNS, status, terminated, waiting } from '../status/live';

const PROXY = {
  name: 'proxy', image: 'proxy:1', restartPolicy: 'Always',
  startupProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 1, failureThreshold: 60 },
};
const APP = { name: 'app', image: 'app:1' };
const WAITING = livePod({ init: [PROXY], containers: [APP], statuses: [status('proxy', running(12)), status('app', NOT_YET)] });
const REFUSED = event('Unhealthy', 'Startup probe failed: HTTP probe failed with statuscode: 503', 1, { init: true, container: 'proxy' });
const OPEN = livePod({
  init: [PROXY], containers: [APP], phase: 'Running', statuses: [status('proxy', running(12), RUNS), status('app', running(3), RUNS)],
});
const FAILED = livePod({
  containers: [APP], phase: 'Running',
  statuses: [status('app', waiting('CrashLoopBackOff', 'back-off 10s restarting failed container=app pod=web_shop(uid-of-web)'), { restartCount: 1, lastState: terminated(3, 4) })],
});

const list = (...items: readonly JsonObject[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
const fromFile = (items: readonly JsonObject[], ...args: string[]): Promise<Ran> => runIn(
  { files: { 'saved.json': list(...items) }, time: NOW }, 'status', '--from', 'saved.json', ...args,
);

const WAITING_TEXT = [
  'Pod "web" in namespace "shop": waiting',
  '  waiting  proxy  its startup probe has not passed (http://localhost:8080/ready), for 11 s; last answer 0 s ago: HTTP probe failed with statuscode: 503; the kubelet checks every 1 s and restarts it in 49 s',
  '  waiting  app    waits until proxy is ready (http://localhost:8080/ready), for 11 s; last answer 0 s ago: HTTP probe failed with statuscode: 503; the kubelet creates it when proxy is ready',
  '',
].join('\n');

describe('of what was saved', () => {
  test('a Pod that waits is said line by line, and ends with 2', async () => {
    expect(await fromFile([WAITING, REFUSED])).toEqual({ code: 2, out: WAITING_TEXT, err: '' });
  });

  test('docs/cli.md shows these lines', () => {
    expect(readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8')).toContain(`\n\`\`\`text\n${WAITING_TEXT}\`\`\`\n`);
  });

  test('a Pod that has started ends with 0', async () => {
    expect(await fromFile([OPEN], 'web', '-n', 'shop')).toEqual({
      code: 0, err: '', out: 'Pod "web" in namespace "shop": open\n  open     proxy  runs, for 9 s\n  open     app    runs, for 0 s\n',
    });
  });

  test('a Pod that has failed ends with 1', async () => {
    const { code, out } = await fromFile([FAILED]);
    expect({ code, first: out.split('\n')[0] }).toEqual({ code: 1, first: 'Pod "web" in namespace "shop": failed' });
  });

  test('no control character of a name reaches the terminal', async () => {
    const { out } = await fromFile([livePod({
      name: 'we\u001b[2Jb',
      containers: [{ name: 'a\u001b[2Jpp', image: 'app:1' }],
      phase: 'Pending',
      statuses: [status('a\u001b[2Jpp', NOT_YET)],
    })]);
    expect(out.split('\n').map((line) => line.slice(0, 32))).toEqual([
      'Pod "we\\u001b[2Jb" in namespace ', '  waiting  a\\u001b[2Jpp  the kub', '',
    ]);
  });

  test('stdin is read as well', async () => {
    expect((await runIn({ stdin: list(WAITING, REFUSED), time: NOW }, 'status', '--from', '-')).out).toBe(WAITING_TEXT);
  });

  test('stdin is named where it holds no such Pod', async () => {
    expect((await runIn({ stdin: list(OPEN), time: NOW }, 'status', 'other', '--from', '-')).err).toBe('cdk8s-startgate: stdin holds no Pod "other"; it holds "web"\n');
  });

  test('fails when it holds no such Pod', async () => {
    expect(await fromFile([OPEN], 'other')).toEqual({ code: 69, out: '', err: 'cdk8s-startgate: saved.json holds no Pod "other"; it holds "web"\n' });
  });

  test('fails when it holds no Pod at all', async () => {
    expect(await fromFile([])).toEqual({ code: 69, out: '', err: 'cdk8s-startgate: saved.json holds no Pod; save one with: kubectl get pods,events -o json\n' });
  });

  test('fails when it is no JSON and no YAML', async () => {
    const { code, err } = await runIn({ files: { 'saved.json': '{"items": [' } }, 'status', '--from', 'saved.json');
    expect({ code, place: err.slice(0, 30) }).toEqual({ code: 69, place: 'cdk8s-startgate: saved.json:1:' });
  });

  test('fails with --watch', async () => {
    expect(await fromFile([OPEN], '--watch')).toEqual({
      code: 64, out: '', err: 'cdk8s-startgate: --watch and --from exclude each other: use one of them\n',
    });
  });
});

test('--format json is one line with the same facts', async () => {
  const { code, out } = await fromFile([WAITING, REFUSED], '--format', 'json');
  expect({ code, lines: out.split('\n').length, said: JSON.parse(out) as unknown }).toEqual({
    code: 2, lines: 2,
    said: {
      state: 'waiting', exitCode: 2,
      pods: [{
        namespace: 'shop', name: 'web', phase: 'Pending', state: 'waiting', ordered: false, deleted: false,
        containers: [
          {
            name: 'proxy', role: 'native', restarts: 0, waitsFor: [], state: 'waiting', gate: 'its startup probe has not passed (http://localhost:8080/ready)', forMs: 11_000,
            answer: 'HTTP probe failed with statuscode: 503', answerAgoMs: 0, next: 'the kubelet checks every 1 s and restarts it in 49 s',
          },
          {
            name: 'app', role: 'regular', restarts: 0, waitsFor: ['proxy'], state: 'waiting',
            gate: 'waits until proxy is ready (http://localhost:8080/ready)',
            forMs: 11_000,
            answer: 'HTTP probe failed with statuscode: 503', answerAgoMs: 0, next: 'the kubelet creates it when proxy is ready',
          },
        ],
      }],
    },
  });
});

test('a terminal sees states in colours', async () => {
  const { out } = await runIn({ files: { 'saved.json': list(FAILED) }, terminal: true, time: NOW }, 'status', '--from', 'saved.json');
  expect(out.split('\n')[0]).toBe('Pod "web" in namespace "shop": \u001b[31mfailed\u001b[39m');
});

describe('of a cluster', () => {
  const cluster = (pods: JsonObject, events: readonly JsonObject[] = []) => (args: readonly string[]) => ({
    out: args[1] === 'pods' ? JSON.stringify(pods) : list(...events),
  });

  test('the Pod and its events are asked for', async () => {
    const asked: string[] = [];
    const ran = await runIn(
      { time: NOW, kubectl: (args) => { asked.push(args.join(' ')); return cluster(WAITING, [REFUSED])(args); } },
      'status',
      'pod/web',
      '-n',
      'shop',
    );
    expect({ code: ran.code, asked }).toEqual({
      code: 2,
      asked: [
        'get pods web -n shop -o json --request-timeout=20s',
        'get events --field-selector involvedObject.kind=Pod,involvedObject.name=web -n shop -o json --request-timeout=20s',
      ],
    });
  });

  test('the log of a guard is read', async () => {
    const guarded = { ...APP, command: ['/startgate', 'exec', '--wait', 'proxy=http://localhost:8080/ready', '--', '/bin/app'] };
    const pod = livePod({
      containers: [{ name: 'proxy' }, guarded],
      phase: 'Running',
      statuses: [status('proxy', running(12), RUNS), status('app', running(11), RUNS)],
    });
    const { out } = await runIn(
      { time: NOW, kubectl: (args) => (args[0] === 'logs' ? { out: 'startgate: waiting for proxy: HTTP 503\n' } : cluster(pod)(args)) },
      'status',
      'web',
    );
    expect(out).toContain('app    its guard waits for proxy (healthy), for 11 s; last answer: proxy: HTTP 503;');
  });

  test('fails without kubectl', async () => {
    expect(await runIn({}, 'status')).toEqual({
      code: 69, out: '',
      err: 'cdk8s-startgate: "kubectl" is not on the path: install it (https://kubernetes.io/docs/tasks/tools/), or read a file with --from\n',
    });
  });

  test.each([
    ['that may not be read', 'Error from server (Forbidden): pods "web" is forbidden: User "jo" cannot get resource "pods" in API group "" in the namespace "shop"'],
    ['that is not there', 'Error from server (NotFound): pods "web" not found'],
  ])('fails on a Pod %s, as the API server says it', async (_case, error) => {
    expect(
      await runIn({ kubectl: () => ({ code: 1, error: `${error}\n` }) }, 'status', 'web'),
    ).toEqual({ code: 69, out: '', err: `cdk8s-startgate: ${error}\n` });
  });

  test('fails when the API server can\'t be reached', async () => {
    const error = 'The connection to the server localhost:8080 was refused - did you specify the right host or port?';
    expect((await runIn({ kubectl: () => ({ code: 1, error: `E0301 memcache.go:265\n${error}\n` }) }, 'status', 'web')).err).toBe(`cdk8s-startgate: "kubectl get pods web -o json" failed: ${error}\n`);
  });

  test('without events it answers with less, and says so', async () => {
    const ran = await runIn(
      {
        time: NOW,
        kubectl: (args) => (args[1] === 'events'
          ? { code: 1, error: 'Error from server (Forbidden): events is forbidden\n' }
          : cluster(WAITING)(args)),
      },
      'status',
      'web',
    );
    expect({ code: ran.code, err: ran.err, answered: ran.out.includes('last answer') }).toEqual({
      code: 2, answered: false, err: 'cdk8s-startgate: can\'t list events, so the last answers are missing: allow "list" on "events"\n',
    });
  });

  test('--watch ends when nothing waits any more, and says only news', async () => {
    let looks = 0;
    const ran = await runIn(
      { time: NOW, kubectl: (args) => cluster(args[1] === 'pods' && ++looks > 3 ? OPEN : WAITING)(args) }, 'status', 'web', '--watch',
    );
    expect({ code: ran.code, looks, heads: ran.out.split('\n').filter((line) => line.startsWith('Pod ')) }).toEqual({
      code: 0, looks: 4, heads: ['Pod "web" in namespace "shop": waiting', 'Pod "web" in namespace "shop": open'],
    });
  });

  test('a Pod of a namespace that neither has an order nor waits is only counted', async () => {
    const pods = {
      kind: 'PodList', items: [OPEN, livePod({ name: 'other', containers: [APP], statuses: [status('app', NOT_YET)] })],
    } as unknown as JsonObject;
    const { out } = await runIn({ time: NOW, kubectl: cluster(pods) }, 'status');
    expect(out.split('\n').filter((line) => !line.startsWith('  '))).toEqual([
      'Pod "other" in namespace "shop": waiting', '', '1 other Pod has no order and waits for nothing', '',
    ]);
  });

  test.each([[['Web'], 'POD must be a Kubernetes name, such as web-6d5f; got "Web"'], [['-n', '--all'], '--namespace must be a Kubernetes name, such as web-6d5f; got "--all"'], [['a', 'b'], 'status takes one operand; got "a", "b"']])('fails on %j', async (args, message) => {
    expect(await runIn({}, 'status', ...args)).toEqual({ code: 64, out: '', err: `cdk8s-startgate: ${message}\n` });
  });
});
