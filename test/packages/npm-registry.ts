import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CACHE, NPM_REGISTRY } from '../../scripts/lib/paths.mjs';

/** Packages of others, as they came from the registry that this machine uses; kept for the next run. */
const STORAGE = join(CACHE, 'npm-registry');
/** What is called of a package that only these tests install. */
interface Verdaccio {
  runServer(config: object): Promise<Server>;
}

const OURS = ['cdk8s-startgate', 'startgate'];

export interface NpmRegistry {
  readonly url: string;
  /** What npm is configured with, as lines of .npmrc. */
  readonly npmrc: string;
  close(): void;
}

/**
 * A registry that has none of our packages, and gets all others where this machine gets them; with a user who is logged in.
 *
 * @param folder for its configuration and its users
 */
export async function startNpmRegistry(folder: string): Promise<NpmRegistry> {
  for (const name of [...OURS, '.verdaccio-db.json']) rmSync(join(STORAGE, name), { recursive: true, force: true });
  mkdirSync(STORAGE, { recursive: true });
  const upstream = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim();
  const ours = Object.fromEntries(OURS.map((name) => [name, { access: '$all', publish: '$authenticated' }]));
  const { runServer } = createRequire(join(NPM_REGISTRY, 'package.json'))('verdaccio') as Verdaccio;
  const server = await runServer({
    self_path: join(folder, 'registry.json'), storage: STORAGE, log: { type: 'stdout', level: 'error' }, web: { enable: false },
    auth: { htpasswd: { file: join(folder, 'passwords'), max_users: 1 } },
    uplinks: { upstream: { url: upstream, maxage: '30d', timeout: '60s' } },
    packages: { ...ours, '**': { access: '$all', proxy: 'upstream' } },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${address}/`,
    npmrc: `registry=http://${address}/\n//${address}/:_authToken=${await logIn(`http://${address}/`)}\n`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** As `npm login` does it. */
async function logIn(url: string): Promise<string> {
  const answer = await fetch(`${url}-/user/org.couchdb.user:maintainer`, {
    method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name: 'maintainer', password: 'open sesame' }),
  });
  const { token } = (await answer.json()) as { token?: string };
  if (token === undefined) throw new Error(`the registry gave no token: ${answer.status}`);
  return token;
}
