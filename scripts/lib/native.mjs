import { spawnSync } from 'node:child_process';
import { BuildError } from '../../sidecar-runtime/native/command.mjs';
import { findPython } from '../../sidecar-runtime/native/toolchain.mjs';

/**
 * What the native build and its tests need of a machine.
 *
 * @typedef {object} Machine
 * @property {string} system as `process.platform`
 * @property {string} processor as `process.arch`
 * @property {number | undefined} user
 * @property {boolean} python whether there is one that can make environments
 * @property {(program: string) => boolean} runs
 */

/** Programs, and the Debian packages that they come in. */
const PROGRAMS = { 'runc': 'runc', 'qemu-aarch64-static': 'qemu-user-static', 'unshare': 'util-linux' };

/** @returns {Machine} */
export function thisMachine() {
  return {
    system: process.platform,
    processor: process.arch,
    user: process.getuid?.(),
    python: hasPython(),
    runs: (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0,
  };
}

/**
 * @param {Machine} machine
 * @returns {string[]} what it lacks to build the native startgate and to test it
 */
export function lacks({ system, processor, user, python, runs }) {
  // the rest can be got on no other system
  if (system !== 'linux' || processor !== 'x64') return [`Linux on amd64 (this is ${system} on ${processor})`];
  return [
    ...(user === 0 ? [] : ['root, to make namespaces and containers']),
    ...(python ? [] : ['Python 3.10 or newer with venv (Debian: python3-venv)']),
    ...Object.entries(PROGRAMS).flatMap(([program, debian]) => (runs(program) ? [] : [`${program} (Debian: ${debian})`])),
  ];
}

function hasPython() {
  try {
    findPython();
    return true;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    return false;
  }
}
