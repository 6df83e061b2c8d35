import { spawnSync } from 'node:child_process';

/** A failure that is told without a stack: its message says everything. */
export class BuildError extends Error {}

/**
 * Runs a program to its end; what it says is shown only if it fails.
 *
 * @param {readonly [string, ...string[]]} command
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 * @returns {Buffer} its standard output
 */
export function runCommand([file, ...args], { cwd, env } = {}) {
  const { status, signal, error, stdout, stderr } = spawnSync(file, args, { cwd, env: { ...process.env, ...env }, maxBuffer: 1 << 28 });
  if (error !== undefined) throw new BuildError(`can't run ${file}: ${error.message}`);
  if (status !== 0) throw new BuildError(`${file} ${args.join(' ')} ended with ${signal ?? `exit ${status}`}:\n${stderr.toString()}${stdout.toString()}`);
  return stdout;
}
