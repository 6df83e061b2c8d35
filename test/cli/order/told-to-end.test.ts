import { expect, test } from 'vitest';
import { runIn } from '../memory-host';

/** What `check` says of a Job with a proxy and a worker. */
async function checked(proxy: string, work: string, spec = ''): Promise<string> {
  const job = `apiVersion: batch/v1
kind: Job
metadata: { name: load }
spec:
  template:
    spec:
      restartPolicy: Never
${spec}      containers:
        - { name: proxy, image: shop/proxy, ${proxy} }
        - { name: load, image: shop/load, ${work} }
`;
  return (await runIn({ files: { 'a.yaml': job } }, 'check', 'a.yaml')).out;
}

async function isFound(work: string, spec?: string): Promise<boolean> {
  const out = await checked('ports: [{ containerPort: 8080 }]', work, spec);
  return out.includes('warning job-never-completes: "proxy" has ports or probes, and nothing ends "proxy"');
}

test('a proxy beside the worker of a Job is found', async () => {
  expect(await isFound('command: [/load]')).toBe(true);
});

test.each([
  ['a request to its admin port', 'command: [sh, -c, "/load; curl -X POST localhost:8080/quitquitquit"]'],
  ['linkerd-await', 'command: [/linkerd-await, --shutdown, --, /load]'],
  ['linkerd-await, in short', 'command: [linkerd-await, -S, --, /load]'],
  ['kubexit', 'command: [kubexit, /load]'],
])('a proxy that is ended by %s is not', async (_name, work) => {
  expect(await isFound(work)).toBe(false);
});

test('a proxy that the worker can see as a process is not', async () => {
  expect(await isFound('command: [/load]', '      shareProcessNamespace: true\n')).toBe(false);
});

test('linkerd-await that does not shut it down ends nothing', async () => {
  expect(await isFound('command: [linkerd-await, --, /load]')).toBe(true);
});

function foundOfKubexit(deathDependencies: string): Promise<string> {
  return checked(
    `command: [kubexit, /proxy], env: [${deathDependencies}], readinessProbe: { tcpSocket: { port: 8080 } }`,
    'command: [kubexit, /load], env: [{ name: KUBEXIT_BIRTH_DEPS, value: proxy }]',
  );
}

test('a proxy that kubexit ends when the worker has ended needs no other end', async () => {
  expect(await foundOfKubexit('{ name: KUBEXIT_DEATH_DEPS, value: load }')).toBe('1 workload: 0 errors, 0 warnings, 1 info (shown with --severity info)\n');
});

test('a proxy without a death dependency of kubexit has no end', async () => {
  expect(await foundOfKubexit('')).toContain('error fail-needs-an-end: if "load" gives up waiting for "proxy"');
});
