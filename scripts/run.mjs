#!/usr/bin/env node
// The entry of every package script. Syntax and imports here are old on purpose: a Node that is too old must get as far
// as the message that says so.
import { checkNode } from './lib/node-version.mjs';

const COMMANDS = ['start', 'test', 'build', 'watch', 'lint', 'bench', 'package'];

async function main() {
  checkNode(process.versions.node);
  const name = process.argv[2];
  if (name === undefined || !COMMANDS.includes(name)) {
    throw new Error(`unknown command: "${name === undefined ? '' : name}". Allowed: ${COMMANDS.join(', ')}`);
  }
  const command = await import(`./commands/${name}.mjs`);
  return command.run(process.argv.slice(3));
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
