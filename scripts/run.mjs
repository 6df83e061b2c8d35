#!/usr/bin/env node
// The entry of every package script. Syntax and imports here are old on purpose: a Node that is too old must get as far
// as the message that says so.
import { checkNode } from './lib/node-version.mjs';

const COMMANDS = ['start', 'test', 'build', 'watch', 'lint', 'bench', 'e2e', 'docs', 'package'];

/** @returns {Promise<number>} the exit code */
async function main() {
  checkNode(process.versions.node);
  const name = process.argv[2];
  if (name === undefined || !COMMANDS.includes(name)) {
    throw new Error(`unknown command: "${name || ''}". Allowed: ${COMMANDS.join(', ')}`);
  }
  /** @type {unknown} */
  const module = await import(`./commands/${name}.mjs`);
  const command = /** @type {{ run(args: string[]): Promise<number> }} */ (module);
  return command.run(process.argv.slice(3));
}

main().then(
  (/** @type {number} */ code) => {
    process.exitCode = code;
  },
  (/** @type {unknown} */ error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
