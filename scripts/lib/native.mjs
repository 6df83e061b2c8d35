import { spawnSync } from 'node:child_process';
import { BuildError } from '../../sidecar-runtime/native/make/command.mjs';
import { findPython } from '../../sidecar-runtime/native/make/toolchain.mjs';

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

/**
 * Tests of what was built that need more than the build.
 *
 * @typedef {object} Part
 * @property {string} what
 * @property {string} program and the Debian package that it comes in
 * @property {string} debian
 * @property {boolean} root
 * @property {readonly string[]} without the options of vitest that leave them out
 */

/** @type {readonly Part[]} */
const PARTS = [
  {
    what: 'the tests of the arm64 executable', program: 'qemu-aarch64-static', debian: 'qemu-user-static', root: false,
    without: ['--project', '!arm64'],
  },
  {
    what: 'the tests of the images in containers',
    program: 'runc', debian: 'runc', root: true,
    without: ['--exclude', 'test/native/container.test.ts'],
  },
];

/** What the tests of the executable itself need, and the Debian packages that it comes in. */
const PROGRAMS = { unshare: 'util-linux' };

/** What the tests with sanitizers and the hostile experiments need besides, which run under `--strict` only. */
const STRICT_PROGRAMS = { cc: 'gcc libc6-dev', strace: 'strace' };

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
 * @param {boolean} strict
 * @returns {string[]} what it lacks to build the native startgate and to test it on this machine
 */
export function lacks({ system, processor, python, runs }, strict) {
  // the rest can be got on no other system
  if (system !== 'linux' || processor !== 'x64') return [`Linux on amd64 (this is ${system} on ${processor})`];
  const programs = strict ? { ...PROGRAMS, ...STRICT_PROGRAMS } : PROGRAMS;
  return [
    ...(python ? [] : ['Python 3.10 or newer with venv (Debian: python3-venv)']),
    ...Object.entries(programs).flatMap(([program, debian]) => (runs(program) ? [] : [`${program} (Debian: ${debian})`])),
  ];
}

/**
 * @param {Machine} machine
 * @returns {{ what: string, lacking: string[], without: readonly string[] }[]} the tests that it can't run
 */
export function lackingParts({ user, runs }) {
  return PARTS.map(({ what, program, debian, root, without }) => ({
    what,
    lacking: [...(root && user !== 0 ? ['root'] : []), ...(runs(program) ? [] : [`${program} (Debian: ${debian})`])],
    without,
  })).filter(({ lacking }) => lacking.length > 0);
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
