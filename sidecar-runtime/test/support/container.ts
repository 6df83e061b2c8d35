import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Running } from './program.ts';
import type { OciArchive } from './oci.ts';
import { tempFolder } from './temp-folder.ts';

export interface ContainerOptions {
  /** The architecture of the image (default amd64). */
  readonly architecture?: string;
  /** Instead of the command of the image; its entrypoint stays. */
  readonly args?: readonly string[];
  /** Instead of the entrypoint of the image. */
  readonly entrypoint?: readonly string[];
  /** Folders of this machine and where they are mounted. */
  readonly mounts?: Readonly<Record<string, string>>;
}

/**
 * Starts an image as a container engine would: the entrypoint, arguments, user and environment of its configuration, a
 * read-only root, no capabilities, no network but loopback, and namespaces of its own. It is deleted when its test is over.
 *
 * @throws Error when there is no runc
 */
export function startContainer(archive: OciArchive, options: ContainerOptions = {}): Running {
  const { status, error } = spawnSync('runc', ['--version'], { stdio: 'ignore' });
  if (status !== 0) throw new Error(`runc is needed to run an image (Debian: apt-get install runc): ${error?.message ?? `exit ${status ?? 0}`}`);
  const bundle = tempFolder();
  writeFileSync(join(bundle, 'config.json'), JSON.stringify(bundleConfig(archive, options)));
  const id = `startgate-${randomBytes(8).toString('hex')}`;
  const state = ['--root', join(tempFolder(), 'state')];
  onTestFinished(async () => {
    await once(spawn('runc', [...state, 'delete', '--force', id], { stdio: 'ignore' }), 'close');
  });
  return new Running(['runc', ...state, 'run', '--bundle', bundle, id], [], {});
}

function bundleConfig(archive: OciArchive, { architecture = 'amd64', args, entrypoint, mounts = {} }: ContainerOptions): unknown {
  const { config } = archive.image(architecture).config;
  const [uid, gid] = config.User.split(':').map(Number);
  return {
    ociVersion: '1.0.2',
    process: {
      terminal: false,
      user: { uid, gid },
      args: [...(entrypoint ?? config.Entrypoint), ...(args ?? config.Cmd ?? [])],
      env: config.Env ?? [],
      cwd: config.WorkingDir ?? '/',
      noNewPrivileges: true,
      capabilities: {},
    },
    root: { path: archive.rootfs(architecture), readonly: true },
    hostname: 'gate',
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc' },
      { destination: '/dev', type: 'tmpfs', source: 'tmpfs' },
      ...Object.entries(mounts).map(([source, destination]) => ({ source, destination, type: 'bind', options: ['rbind', 'rw'] })),
    ],
    linux: { namespaces: ['pid', 'network', 'ipc', 'uts', 'mount'].map((type) => ({ type })) },
  };
}
