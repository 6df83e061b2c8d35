import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ran, runIn, type World } from '../cli/memory-host';
import { synthIn } from './run-examples';

/** A fence of a page, with the file that the line before it names. */
const FENCE = /(?:^`([^`\n]+)`:\n\n)?^```(\w+)[^\n]*\n([^]*?)^```$/gmu;

/** What a command of a page needs beside the files of the page. */
export type Outside = Omit<World, 'files' | 'stdin'>;

/**
 * Plays a page from its first line to its last, and gives the page as it must be.
 *
 * A line such as "`before.yaml`:" names the file in the fence below it. A program in TypeScript is run, and its manifests are files in
 * `dist/`. The fence of such a file is replaced by what was synthesized, and each output in a `console` fence by the real one.
 *
 * @throws if a program fails, or if a command is not one of ours
 */
export async function playedPage(page: string, outside: Outside = {}): Promise<string> {
  const files: Record<string, string> = {};
  let exitCode = 0;
  let [played, from] = ['', 0];
  for (const match of page.matchAll(FENCE)) {
    const [whole, name, language, body] = match as unknown as [string, string | undefined, string, string];
    let now = body;
    if (language === 'console') ({ text: now, exitCode } = await session(body, files, outside, exitCode));
    else if (name !== undefined && language === 'ts') Object.assign(files, await synthesized(body, files));
    else if (name !== undefined && name in files) now = files[name]!;
    else if (name?.startsWith('dist/') === true) throw new Error(`no program before "${name}" writes it; there are: ${Object.keys(files).join(', ')}`);
    else if (name !== undefined) files[name] = body;
    played += `${page.slice(from, match.index)}${whole.slice(0, whole.length - body.length - 3)}${now}\`\`\``;
    from = match.index + whole.length;
  }
  return played + page.slice(from);
}

/** The commands of a fence with what they write: `$ COMMAND`, then its output. */
async function session(
  body: string, files: Record<string, string>, outside: Outside, before: number,
): Promise<{ text: string; exitCode: number }> {
  let [text, exitCode] = ['', before];
  for (const line of body.split('\n').filter((each) => each.startsWith('$ '))) {
    text += `${line}\n`;
    if (line === '$ echo $?') {
      text += `${exitCode}\n`;
      continue;
    }
    const { code, out, err, target, written } = await ran(line.slice(2), files, outside);
    exitCode = code;
    Object.assign(files, written);
    if (target === undefined) text += out;
    else files[target] = out;
    text += err;
  }
  return { text, exitCode };
}

/** One command line: what is piped in comes from a file of the page, and what is redirected becomes one. */
async function ran(line: string, files: Record<string, string>, outside: Outside): Promise<Ran & { target?: string }> {
  const [, input, words, target] = /^(?:cat (\S+) \| )?npx cdk8s-startgate (.+?)(?: > (\S+))?$/u.exec(line) ?? [];
  if (words === undefined) throw new Error(`the page has a command that its test can't run: ${line}`);
  if (input !== undefined && !(input in files)) throw new Error(`"${line}" reads "${input}", which is not there`);
  const world = { ...outside, files, ...(input === undefined ? {} : { stdin: files[input]! }) };
  return { ...await runIn(world, ...words.split(' ')), ...(target === undefined ? {} : { target }) };
}

/** The files that a program writes, in `dist/`, beside the files of the page. @throws if synthesis warns: a reader would see it too */
async function synthesized(code: string, files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-page-'));
  const inputs = mkdtempSync(join(tmpdir(), 'startgate-page-'));
  const warnings: string[] = [];
  const onWarning = ({ message }: Error): unknown => warnings.push(message);
  process.on('warning', onWarning);
  try {
    const beside = Object.entries(files).filter(([name]) => code.includes(`'${name}'`)).map(([name, text]) => {
      const path = join(inputs, name);
      writeFileSync(path, text);
      return [`'${name}'`, JSON.stringify(path)] as const;
    });
    synthIn(folder, beside.reduce((text, [name, path]) => text.replaceAll(name, path), code));
    // Node emits a warning after the program
    await new Promise(setImmediate);
    if (warnings.length > 0) throw new Error(warnings.join('\n'));
    return Object.fromEntries(readdirSync(folder).sort().map((name) => [`dist/${name}`, readFileSync(join(folder, name), 'utf8')]));
  } finally {
    process.off('warning', onWarning);
    for (const each of [folder, inputs]) rmSync(each, { recursive: true });
  }
}
