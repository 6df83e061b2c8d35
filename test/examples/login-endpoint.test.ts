import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Testing } from 'cdk8s';
import { afterEach, expect, test } from 'vitest';
import { LoginEndpoint, type LoginEndpointProps } from '../../examples/login-endpoint';
import type { Container, PodSpec } from '../../src/private/manifest';

const PROGRAM = fileURLToPath(new URL('../../sidecar-runtime/dist/main.js', import.meta.url));

/** A sidecar that takes longer than the second that an attempt has without a timeout. */
const SLOW_MS = 1500;

const servers: (HttpServer | Server)[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
    await once(server, 'close');
  }));
});

/** @returns its port on 127.0.0.1 */
async function listening(server: HttpServer | Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function login(answer: RequestListener): Promise<number> {
  return listening(createHttpServer((...exchange) => { setTimeout(answer, SLOW_MS, ...exchange); }));
}

function guardOf(props: LoginEndpointProps): string[] {
  const { spec } = new LoginEndpoint(Testing.app(), 'login-endpoint', props).toJson()[0] as { spec: { template: { spec: PodSpec } } };
  const app = spec.template.spec.containers!.find(({ name }) => name === 'app') as Container;
  return app.command!;
}

/** The guard of the application, on this machine: how it ends, and what it says. */
async function run(props: LoginEndpointProps, timeout: string): Promise<{ code: number | null; said: string }> {
  const words = guardOf(props).map((word) => (word === '60s' ? timeout : word));
  const child = spawn(process.execPath, [PROGRAM, ...words.slice(1, words.indexOf('--')), '--', 'true'], { env: process.env });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => { said += bytes.toString(); });
  const [code] = await once(child, 'close') as [number | null];
  return { code, said };
}

test('the guard has the options of each check', () => {
  expect(guardOf({})).toEqual([
    '/run/startgate/bin/startgate', 'exec',
    '--wait', 'access=http://localhost:8443/', '--request-timeout', '5s', '--interval', '5s', '--status', '401', '--header', 'Host: access.example', '--timeout', '60s',
    'access=tcp://localhost:5432', '--timeout', '60s',
    '--', '/shop',
  ]);
});

test('the application starts when the slow answer is 401, and the port is open', async () => {
  const hosts: (string | undefined)[] = [];
  const loginPort = await login(({ headers }, response) => {
    hosts.push(headers.host);
    response.writeHead(headers.host === 'access.example' ? 401 : 404).end();
  });
  const port = await listening(createServer());
  expect(await run({ loginPort, port }, '20s')).toMatchObject({ code: 0 });
  expect(hosts).toEqual(['access.example']);
});

test('the application does not start while the port is closed', async () => {
  const loginPort = await login((_request, response) => response.writeHead(401).end());
  const closed = createServer();
  const port = await listening(closed);
  servers.pop();
  closed.close();
  const { code, said } = await run({ loginPort, port }, '2s');
  expect(code).toBe(69);
  expect(said).toContain(`access (tcp://localhost:${port}) is still closed after 2s: connection refused`);
});

test('the application does not start at another answer', async () => {
  const loginPort = await login((_request, response) => response.writeHead(200).end());
  const { code, said } = await run({ loginPort, port: await listening(createServer()) }, '4s');
  expect(code).toBe(69);
  expect(said).toContain(`access (http://localhost:${loginPort}/) is still closed after 4s: http 200`);
});
