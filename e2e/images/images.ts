import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { attempt, run } from '../cluster/command';
import { containerdSocket, PAUSE_IMAGE } from '../cluster/container-runtime';
import { buildGo } from '../cluster/programs';
import type { Settings } from '../cluster/settings';
import { IMAGES, RUNTIME } from '../paths';
import { architecture, packImage, type ImageOptions } from './archive';
import { copySidecar } from './sidecar-root';
import { buildStep } from './step-program';

/** What the Pods of the scenarios run. */
export const IMAGE = {
  pause: PAUSE_IMAGE,
  /** The native waiter alone, FROM scratch: what `runtimeImage` names. */
  waiter: 'startgate.e2e/waiter:1',
  /** A program that does as its arguments say, FROM scratch, with the waiter beside it as /startgate, and /peer and /step for the bench. */
  actor: 'startgate.e2e/actor:1',
  /** The runtime on Node, as a sidecar author uses it, with the waiter beside it as /startgate. */
  sidecar: 'startgate.e2e/sidecar:1',
  busybox: 'startgate.e2e/busybox:1',
  /** In no registry and not on the node. */
  absent: 'startgate.e2e/absent:1',
} as const;

/** How an image is made. */
export type Recipe = Omit<ImageOptions, 'root'> & { readonly fill: (root: string) => void | Promise<void> };

/** Where the native waiter stands once it is built. */
export function waiterFile(): string {
  return join(RUNTIME, 'native', `linux-${architecture()}`, 'startgate');
}

const RECIPES: readonly Recipe[] = [
  { name: IMAGE.pause, entrypoint: ['/pause'], fill: (root) => buildGo('main.go', join(root, 'pause'), { cwd: join(IMAGES, 'pause') }) },
  { name: IMAGE.waiter, entrypoint: ['/startgate'], user: '65532:65532', fill: (root) => cpSync(waiterFile(), join(root, 'startgate')) },
  {
    name: IMAGE.actor,
    entrypoint: ['/actor'],
    user: '65532:65532',
    fill: async (root) => {
      await buildGo('.', join(root, 'actor'), { cwd: join(IMAGES, 'actor'), ldflags: '-E actor/began.entry' });
      await buildGo('main.go', join(root, 'peer'), { cwd: join(IMAGES, 'peer') });
      await buildStep(join(root, 'step'));
      cpSync(waiterFile(), join(root, 'startgate'));
    },
  },
  { name: IMAGE.sidecar, entrypoint: ['node', '/sidecar/main.mjs'], user: '65532:65532', fill: fillSidecar },
  { name: IMAGE.busybox, cmd: ['sh'], user: '65532:65532', fill: fillBusybox },
];

/** Makes the images and loads into containerd those that it does not have in this form. */
export async function loadImages(settings: Settings, say: (line: string) => void, recipes = RECIPES): Promise<void> {
  const folder = join(settings.home, 'images');
  mkdirSync(folder, { recursive: true });
  for (const recipe of recipes) {
    const archive = join(folder, `${recipe.name.replaceAll(/[/:]/g, '_')}.tar`);
    const root = mkdtempSync(`${archive}.root.`);
    await recipe.fill(root);
    await packImage({ ...recipe, root }, archive);
    rmSync(root, { recursive: true });
    if (await load(settings, recipe.name, archive)) say(`loaded ${recipe.name}`);
  }
}

/** Whether it had to be loaded. */
async function load(settings: Settings, name: string, archive: string): Promise<boolean> {
  const stamp = join(settings.node, 'images', name.replaceAll(/[/:]/g, '_'));
  const digest = createHash('sha256').update(readFileSync(archive)).digest('hex');
  const ctr = ['-a', containerdSocket(settings), '-n', 'k8s.io', 'images'];
  const { stdout } = await attempt('ctr', [...ctr, 'ls', '-q', `name==${name}`]);
  if (stdout.trim() === name && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return false;
  await run('ctr', [...ctr, 'import', archive]);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
  return true;
}

async function fillSidecar(root: string): Promise<void> {
  await copySidecar(root);
  cpSync(waiterFile(), join(root, 'startgate'));
}

async function fillBusybox(root: string): Promise<void> {
  const program = (await run('sh', ['-c', 'command -v busybox'])).trim();
  mkdirSync(join(root, 'bin'));
  cpSync(program, join(root, 'bin', 'busybox'), { dereference: true });
  for (const applet of (await run(program, ['--list'])).split('\n').filter((name) => name !== '' && name !== 'busybox')) {
    symlinkSync('busybox', join(root, 'bin', applet));
  }
}
