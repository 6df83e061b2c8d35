import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { GO_ENV } from '../../scripts/lib/go.mjs';
import { attempt, run } from '../cluster/command';
import { buildGo } from '../cluster/programs';
import type { Settings } from '../cluster/settings';
import type { Recipe } from '../images/images';
import { copySidecar, librariesOf, place } from '../images/sidecar-root';
import { IMAGES, RUNTIME } from '../paths';

/** A program of others that is run with its preset. */
export interface RealProgram {
  /** The class of the preset. */
  readonly preset: string;
  /** The first word that the container runs: `late` stands in its place. */
  readonly first: string;
  /** What the image runs where the preset has no command. @default - the preset has a command */
  readonly entrypoint?: readonly string[];
  readonly version: () => Promise<string>;
  /** Puts the program in place. */
  readonly fill: (root: string, settings: Settings) => Promise<void>;
}

/** A program of this machine, with the libraries that it is linked with and a shell. */
function debian(preset: string, program: string, first: string, files: readonly string[] = []): RealProgram {
  return {
    preset,
    first,
    version: async () => {
      const [owner] = (await run('dpkg-query', ['--search', await pathOf(program)])).split(':');
      return run('dpkg-query', ['--show', '--showformat=${source:Upstream-Version}, of Debian', owner!]);
    },
    fill: async (root) => {
      const path = await pathOf(program);
      place(path, join(root, 'usr/bin', program));
      for (const library of await librariesOf(path)) place(library, join(root, library));
      place(await pathOf('busybox'), join(root, 'usr/bin/sh'));
      for (const file of files) place(file, join(root, file));
    },
  };
}

/** A program from its Go module. */
function go(preset: string, program: string, source: string, version: string): RealProgram {
  return {
    preset,
    first: program,
    entrypoint: [`/usr/local/bin/${program}`],
    version: () => Promise.resolve(version),
    fill: async (root, { home }) => {
      const folder = join(home, 'presets', `${program}-${version}`);
      if (!existsSync(join(folder, program))) {
        const args = ['-n', '10', 'go', 'install', '-trimpath', '-ldflags', '-s -w', `${source}@${version}`];
        await run('nice', args, { env: { ...GO_ENV, GOBIN: folder } });
      }
      place(join(folder, program), join(root, 'usr/bin', program));
    },
  };
}

/** The collector is built from its modules, as its own builder does. */
const OTELCOL: RealProgram = {
  preset: 'OpenTelemetryCollector',
  first: 'otelcol',
  entrypoint: ['/usr/local/bin/otelcol'],
  version: async () => (await run('go', ['list', '-m', '-f', '{{.Version}}', 'go.opentelemetry.io/collector/otelcol'], {
    cwd: join(IMAGES, 'otelcol'), env: GO_ENV,
  })).trim(),
  fill: async (root, { home }) => {
    const folder = join(home, 'presets');
    mkdirSync(folder, { recursive: true });
    await buildGo('.', join(folder, 'otelcol'), { cwd: join(IMAGES, 'otelcol') });
    place(join(folder, 'otelcol'), join(root, 'usr/bin/otelcol'));
  },
};

const CONFIG_SIDECAR: RealProgram = {
  preset: 'ConfigSidecar',
  first: 'node',
  entrypoint: ['/usr/local/sbin/node', '/sidecar/node_modules/startgate/dist/main.js'],
  version: async () => (JSON.parse(await run('cat', [join(RUNTIME, 'package.json')])) as { version: string }).version,
  fill: async (root) => {
    await copySidecar(root);
    mkdirSync(join(root, 'usr/bin'), { recursive: true });
    symlinkSync('../local/bin/node', join(root, 'usr/bin/node'));
  },
};

export const PROGRAMS: readonly RealProgram[] = [
  debian('Nginx', 'nginx', 'sh', ['/etc/nginx/mime.types']),
  debian('HaProxy', 'haproxy', 'sh'),
  debian('PgBouncer', 'pgbouncer', 'sh'),
  debian('Redis', 'redis-server', 'redis-server'),
  go('CloudSqlProxy', 'cloud-sql-proxy', 'github.com/GoogleCloudPlatform/cloud-sql-proxy/v2', 'v2.27.0'),
  go('OAuth2Proxy', 'oauth2-proxy', 'github.com/oauth2-proxy/oauth2-proxy/v7', 'v7.15.6'),
  go('StatsdExporter', 'statsd_exporter', 'github.com/prometheus/statsd_exporter', 'v0.31.0'),
  OTELCOL,
  CONFIG_SIDECAR,
];

/** The image of a program for the scenarios. */
export function imageOf({ preset }: RealProgram): string {
  return `startgate.e2e/preset-${preset.toLowerCase()}:1`;
}

/** The images of all programs. */
export function presetRecipes(settings: Settings): Recipe[] {
  return PROGRAMS.map((program) => ({
    name: imageOf(program),
    user: '65532:65532',
    ...(program.entrypoint === undefined ? {} : { entrypoint: program.entrypoint }),
    fill: async (root: string) => {
      await program.fill(root, settings);
      const [late = `/usr/local/bin/${program.first}`] = program.entrypoint ?? [];
      mkdirSync(join(root, late, '..'), { recursive: true });
      await buildGo('main.go', join(root, late), { cwd: join(IMAGES, 'late') });
    },
  }));
}

const DEBIAN = ['nginx', 'haproxy', 'pgbouncer', 'redis-server'];

/** @throws with the command that installs what is missing */
export async function checkPrograms(): Promise<void> {
  for (const program of DEBIAN) {
    const { code } = await attempt('sh', ['-c', `command -v ${program}`]);
    if (code !== 0) throw new Error(`--presets runs ${program}, which is missing: apt-get install --no-install-recommends ${DEBIAN.join(' ')}`);
  }
}

async function pathOf(program: string): Promise<string> {
  return (await run('sh', ['-c', `command -v ${program}`])).trim();
}
