import { expect, test } from 'vitest';
import { Blobs } from '../cli/lock/blobs';
import { livePod, NOW, running, status } from '../cli/status/live';
import { type Outside, playedPage } from './played-page';
import { pageOf } from './run-examples';

const PAGE = pageOf('tutorial.md');
const blobs = new Blobs();
const IMAGE = blobs.image('linux/amd64', { Entrypoint: ['/web'], Cmd: ['--serve'] });

/** The Pod of step 5, a few seconds after `kubectl apply`. */
const POD = livePod({
  name: 'shop-6d5f',
  containers: [
    { name: 'proxy', image: 'shop/proxy:1.0', ports: [{ containerPort: 8080 }] },
    { name: 'app', image: 'shop/web:1.0', command: ['/run/startgate/bin/startgate', 'exec', '--wait', 'proxy=http://localhost:8080/ready', '--timeout', '60s', '--', '/web', '--serve'] },
  ],
  phase: 'Running',
  statuses: [status('proxy', running(12), { ready: true, started: true }), status('app', running(12), { started: false })],
});

/** What is outside of the page: a registry, and a cluster. */
const OUTSIDE: Outside = {
  programs: { crane: blobs.crane({ 'shop/web:1.0': IMAGE }) },
  time: NOW,
  kubectl: (args) => {
    if (args[0] === 'logs') return { out: 'startgate: waiting for proxy: http 503, loading configuration\n' };
    return { out: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: args[1] === 'events' ? [] : [POD] }) };
  },
};

test('docs/tutorial.md: every file and every output is the real one', async () => {
  // after a change: npx vitest run -u --project lowest test/docs/tutorial.test.ts
  await expect(await playedPage(PAGE, OUTSIDE)).toMatchFileSnapshot('../../docs/tutorial.md');
});

test('docs/tutorial.md has seven steps', () => {
  expect([...PAGE.matchAll(/^## (\d)\. /gmu)].map(([, step]) => step)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
});
