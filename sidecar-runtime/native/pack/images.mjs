import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildError } from '../make/command.mjs';
import { directory, file, filesIn, link } from './layer.mjs';

/** @typedef {import('./layer.mjs').Entry} Entry */
/** @typedef {keyof typeof import('../make/program.mjs').TARGETS} Arch */

/**
 * The run time settings of an image, in the words of the OCI image configuration. The Dockerfile says the same.
 *
 * @typedef {object} Settings
 * @property {string} User by number: so it starts with runAsNonRoot
 * @property {string[]} Entrypoint
 * @property {string[]} [Cmd]
 * @property {string[]} [Env]
 * @property {string} [WorkingDir]
 * @property {Record<string, object>} [ExposedPorts]
 */

const ROOT = join(import.meta.dirname, '../..');

/** Only the waiter, which installs itself. */
export const WAITER = {
  name: 'startgate',
  /** @type {Settings} */
  settings: { User: '65532:65532', Entrypoint: ['/startgate'] },
};

/** The sidecar on Node, with the native waiter beside it. */
export const SIDECAR = {
  name: 'startgate-node',
  /** @type {Settings} */
  settings: {
    User: '65532:65532',
    Entrypoint: ['node', '/app/dist/main.js'],
    Cmd: ['serve'],
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'NODE_ENV=production'],
    WorkingDir: '/app',
    ExposedPorts: { '8080/tcp': {} },
  },
};

/**
 * The waiter, and its second name: that of the waiter in the images that this one takes the place of.
 *
 * @param {Arch} arch
 * @returns {Entry[]}
 */
export function waiterFiles(arch) {
  const path = join(ROOT, `native/linux-${arch}/startgate`);
  if (!existsSync(path)) throw new BuildError(`there is no ${path}: run "npm run build:native" first`);
  return [file('startgate', readFileSync(path), 0o555), link('entrypoint', 'startgate')];
}

/**
 * What was built for Node, and the packages that it needs to run: those that the lock file does not mark for development.
 *
 * @returns {Entry[]}
 */
export function sidecarFiles() {
  /** @type {unknown} */
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const { packages } = /** @type {{ packages: Record<string, { dev?: boolean }> }} */ (lock);
  const names = Object.entries(packages).flatMap(([name, { dev }]) => (name === '' || dev === true ? [] : [name]));
  if (!existsSync(join(ROOT, 'dist/main.js'))) throw new BuildError(`there is no ${join(ROOT, 'dist/main.js')}: run "npm run build" first`);
  const shipped = (/** @type {Entry} */ { path }) => !path.endsWith('.tsbuildinfo');
  return [
    directory('app'),
    file('app/package.json', readFileSync(join(ROOT, 'package.json')), 0o444),
    ...filesIn(join(ROOT, 'dist'), 'app/dist').filter(shipped),
    directory('app/node_modules'),
    ...names.flatMap((name) => filesIn(join(ROOT, name), `app/${name}`)),
  ];
}
