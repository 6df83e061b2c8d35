import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command';
import type { Settings } from './settings';

/** Everything secret of a node, in one folder that only its owner can read. */
export interface Keys {
  readonly folder: string;
  /** Signs and verifies the tokens of service accounts. */
  readonly accountKey: string;
  readonly accountPublicKey: string;
  /** The API server shows it to the kubelet, which takes orders from nobody else. It is signed by itself. */
  readonly clientKey: string;
  readonly clientCertificate: string;
  /** `kubectl`, the controllers and the kubelet show it to the API server. */
  readonly tokens: string;
  /** The API server makes it at its first start, signed by itself. */
  readonly serverCertificate: string;
}

export function keysOf({ node }: Settings): Keys {
  const folder = join(node, 'keys');
  const file = (name: string) => join(folder, name);
  return {
    folder,
    accountKey: file('accounts.key'),
    accountPublicKey: file('accounts.pub'),
    clientKey: file('client.key'),
    clientCertificate: file('client.crt'),
    tokens: file('tokens.csv'),
    serverCertificate: join(folder, 'server', 'apiserver.crt'),
  };
}

/** Makes what is not there, and the kubeconfig that goes with it. */
export async function makeKeys(settings: Settings): Promise<Keys> {
  const keys = keysOf(settings);
  if (existsSync(settings.kubeconfig)) return keys;
  mkdirSync(keys.folder, { recursive: true, mode: 0o700 });

  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(keys.accountKey, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(keys.accountPublicKey, publicKey.export({ type: 'spki', format: 'pem' }));

  const subject = ['-subj', '/CN=startgate-e2e-apiserver', '-days', '3650'];
  await run('openssl', [
    'req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, '-keyout', keys.clientKey, '-out', keys.clientCertificate,
  ]);

  const token = randomBytes(24).toString('hex');
  writeFileSync(keys.tokens, `${token},admin,admin,system:masters\n`, { mode: 0o600 });
  writeFileSync(settings.kubeconfig, kubeconfigText(settings, keys, token), { mode: 0o600 });
  return keys;
}

/** The token that the API server knows us by. */
export function adminToken(settings: Settings): string {
  return readFileSync(keysOf(settings).tokens, 'utf8').split(',')[0]!;
}

/** JSON is YAML. The certificate knows the server by this name, not by its loopback address. */
function kubeconfigText({ port }: Settings, keys: Keys, token: string): string {
  const name = 'startgate-e2e';
  const cluster = {
    'server': `https://127.0.0.1:${port}`, 'certificate-authority': keys.serverCertificate, 'tls-server-name': 'kubernetes',
  };
  return JSON.stringify({
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{ name, cluster }],
    'users': [{ name, user: { token } }],
    'contexts': [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  });
}
