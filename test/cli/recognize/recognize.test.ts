import { describe, expect, test } from 'vitest';
import type { Container } from '../../../src/private/manifest';
import { recognize } from '../../../src/cli/recognize/index';
import { guardOpening } from '../../../src/private/explanation/gate-opening';

function short(words: readonly string[], container: Partial<Container> = {}): string | undefined {
  const found = recognize(words, { name: 'app', ...container });
  if (found === undefined) return undefined;
  const targets = found.targets.map(({ text, container: name, condition }) => `${name === undefined ? '' : `${name}=`}${text} ${condition}`).join(', ');
  return `${found.tool}: ${targets}, ${found.timeoutSeconds === undefined ? 'for ever' : `${found.timeoutSeconds} s`}, else ${found.onTimeout}`;
}

test.each<[string, string[], string]>([
  ['Istio', ['pilot-agent', 'wait'], 'pilot-agent wait: istio-proxy=http://localhost:15021/healthz/ready healthy, 60 s, else fail'],
  ['Istio with flags', ['/usr/local/bin/pilot-agent', 'wait', '--timeoutSeconds=5', '--url', 'http://localhost:1/x'], 'pilot-agent wait: istio-proxy=http://localhost:1/x healthy, 5 s, else fail'],
  ['a flag of Istio that is no number', ['pilot-agent', 'wait', '--timeoutSeconds', 'soon'], 'pilot-agent wait: istio-proxy=http://localhost:15021/healthz/ready healthy, 60 s, else fail'],
  ['Linkerd as a wrapper', ['linkerd-await', '--timeout=2m', '--', '/app'], 'linkerd-await: linkerd-proxy=http://localhost:4191/ready healthy, 120 s, else fail'],
  ['Linkerd on another port', ['/usr/lib/linkerd/linkerd-await', '--port=4999'], 'linkerd-await: linkerd-proxy=http://localhost:4999/ready healthy, for ever, else fail'],
  ['Cloud SQL proxy', ['/cloud-sql-proxy', 'wait', '--max=1m30s'], 'cloud-sql-proxy wait: http://localhost:9090/startup healthy, 90 s, else fail'],
  ['the sample', ['/entrypoint', 'wait', '-timeoutSeconds=10', '-url=http://localhost:9000/ready'], 'entrypoint wait: http://localhost:9000/ready healthy, 10 s, else fail'],
  ['wait4x', ['wait4x', 'tcp', 'db:5432', '-t', '30s', '--', '/app'], 'wait4x: tcp://db:5432 healthy, 30 s, else fail'],
  ['wait4x without its secret', ['wait4x', 'postgresql', 'postgres://me:secret@db:5432/x'], 'wait4x: postgresql postgres://db:5432/x healthy, 10 s, else fail'],
  [
    'wait-for-it',
    ['/wait-for-it.sh', '--strict', 'db:3306', '-t', '0', '--', '/app'],
    'wait-for-it: tcp://db:3306 healthy, for ever, else fail',
  ],
  ['wait-for-it that goes on', ['./wait-for-it.sh', 'db:3306', '--', '/app'], 'wait-for-it: tcp://db:3306 healthy, 15 s, else continue'],
  [
    'wait-for-it with host and port',
    ['wait-for-it', '-h', 'db', '-p', '3306', '-s'],
    'wait-for-it: tcp://db:3306 healthy, 15 s, else fail',
  ],
  ['dockerize', ['dockerize', '-wait', 'tcp://db:5432', '-wait=http://localhost:8080/ready', '-timeout', '60s', '/app', '-wait', 'mine'], 'dockerize: tcp://db:5432 healthy, http://localhost:8080/ready healthy, 60 s, else fail'],
  [
    'dockerize without a limit of its own',
    ['dockerize', '-poll', '--wait', 'tcp4://db:5432', '--', '/app'],
    'dockerize: tcp://db:5432 healthy, 10 s, else fail',
  ],
  [
    'wait-for-it in a shell',
    ['bash', '-c', './wait-for-it.sh db:3306 -t 30 -- /app'],
    'wait-for-it: tcp://db:3306 healthy, 30 s, else continue',
  ],
  ['wait-for', ['wait-for', 'db:3306', '-t', '60', '--', '/app'], 'wait-for: tcp://db:3306 healthy, 60 s, else fail'],
  ['a script that goes on', ['sh', '-c', 'wait4x tcp db:1; exec /app'], 'wait4x: tcp://db:1 healthy, 10 s, else continue'],
  ['a script that stops', ['bash', '-ec', 'set -e; wait4x tcp db:1; exec /app'], 'wait4x: tcp://db:1 healthy, 10 s, else fail'],
  ['a script with &&', ['sh', '-c', 'wait4x tcp db:1 && exec /app'], 'wait4x: tcp://db:1 healthy, 10 s, else fail'],
  [
    'a loop of nc',
    ['sh', '-c', 'until nc -z -w 1 db 5432; do echo waiting; sleep 2; done'],
    'a loop of nc: tcp://db:5432 healthy, for ever, else fail',
  ],
  ['a loop of curl', ['sh', '-c', 'while ! curl -sf http://localhost:8200/v1/sys/health > /dev/null; do sleep 1; done; exec /app'], 'a loop of curl: http://localhost:8200/v1/sys/health healthy, for ever, else fail'],
  ['a loop of pg_isready', ['sh', '-c', 'until pg_isready -h db -p 5433; do sleep 1; done'], 'a loop of pg_isready: tcp://db:5433 healthy, for ever, else fail'],
  ['a loop of nslookup', ['sh', '-c', 'until nslookup db.shop.svc.cluster.local; do sleep 2; done'], 'a loop of nslookup: the name db.shop.svc.cluster.local healthy, for ever, else fail'],
  ['our waiter', ['/startgate', 'wait', '--timeout', '5s', 'http://localhost:8080/ready'], 'startgate wait: http://localhost:8080/ready healthy, 5 s, else fail'],
  ['our guard', ['/startgate', 'exec', '--wait', 'proxy=started', '--', '/app'], 'startgate exec: proxy=started started, 60 s, else fail'],
])('knows %s', (_name, words, expected) => {
  expect(short(words)).toBe(expected);
});

test.each<[string, string[], string]>([
  ['a guard over HTTP', ['/startgate', 'exec', '--wait', 'http://localhost:8080/ready', '--', '/app'], guardOpening(true).opens],
  ['a guard over TCP', ['/startgate', 'exec', '--wait', 'tcp://localhost:8080', '--', '/app'], guardOpening(false).opens],
  ['a guard on a state', ['/startgate', 'exec', '--wait', 'proxy=started', '--', '/app'], 'opens when the guards of what it waits for say so'],
  ['a waiter', ['/startgate', 'wait', 'http://localhost:8080/ready'], 'opens at the next try of the waiter after readiness'],
])('says when %s of ours opens', (_name, words, opens) => {
  expect(recognize(words, { name: 'app' })?.opens).toBe(opens);
});

describe('by what stands around the command', () => {
  test('knows the containers that kubexit waits for', () => {
    const env = [{ name: 'KUBEXIT_BIRTH_DEPS', value: 'a, b' }, { name: 'KUBEXIT_BIRTH_TIMEOUT', value: '10s' }];
    expect(short(['/kubexit/kubexit', '/app'], { env })).toBe('kubexit: a=a healthy, b=b healthy, 10 s, else fail');
  });

  test('knows the steps of Tekton', () => {
    expect(short(['/tekton/bin/entrypoint', '-wait_file', '/tekton/run/0/out', '-post_file', '/tekton/run/1/out'])).toBe('the entrypoint of Tekton: file:///tekton/run/0/out succeeded, for ever, else fail');
  });

  test('knows that the first step of Tekton waits for the sidecars', () => {
    expect(short(['/tekton/bin/entrypoint', '-wait_file', '/tekton/downward/ready'])).toBe('the entrypoint of Tekton: file:///tekton/downward/ready healthy, for ever, else fail');
  });

  test('knows the image of wait4x, whose arguments stand alone', () => {
    expect(short(['tcp', 'db:5432'], { image: 'wait4x/wait4x:3.2' })).toBe('wait4x: tcp://db:5432 healthy, 10 s, else fail');
  });

  test('knows the image of dockerize, whose arguments stand alone', () => {
    expect(short(
      ['-wait', 'tcp://db:5432', '-timeout', '2m'], { image: 'docker.io/jwilder/dockerize:v0.8.0' },
    )).toBe('dockerize: tcp://db:5432 healthy, 120 s, else fail');
  });

  test('tells of a Linkerd gate that is switched off', () => {
    expect(
      recognize(['linkerd-await', '--', '/app'], { name: 'app', env: [{ name: 'LINKERD_AWAIT_DISABLED', value: 'yes' }] })?.faults,
    ).toEqual(['LINKERD_AWAIT_DISABLED is set, as here']);
  });
});

test.each([
  [['/app']],
  [['sh', '-c', 'exec /app']],
  [['sh', '-c', 'curl -sf http://localhost/; /app']],
  [['pilot-agent', 'proxy']],
  [['/cloud-sql-proxy', 'shop:eu:db']],
  [['wait-for-it']],
  [['dockerize', '-template', 'a:b', '/app']],
  [[]],
])('makes no waiter of %j', (words) => {
  expect(short(words)).toBeUndefined();
});

test.each(['while nc a 1;', 'set ', '\n', '"', '; ', 'a;'])('takes no longer than its length for %j', (part) => {
  // 10 kB at most are looked at; what would grow with its square would take seconds
  const script = part.repeat(Math.floor(9999 / part.length));
  const started = performance.now();
  recognize(['sh', '-c', script], { name: 'app' });
  expect(performance.now() - started).toBeLessThan(1000);
});
