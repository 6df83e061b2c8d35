import { answer } from './options.mjs';
import { play } from './play';

async function main(): Promise<number> {
  const asked = answer(process.argv.slice(2));
  return typeof asked === 'number' ? asked : play(asked, (text) => process.stdout.write(text));
}

main().then((code) => { process.exitCode = code; }, (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
