import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT, SIDECAR } from '../../scripts/lib/paths.mjs';
import { type Finished, runProgram } from '../program';

/** An empty folder, and a user who has nothing yet: no configuration, no login, no cache of packages. */
export class EmptyPlace {
  readonly folder = mkdtempSync(join(tmpdir(), 'startgate-packages-'));

  constructor(private readonly variables: NodeJS.ProcessEnv = {}) {}

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** Runs a program to its end. */
  run(file: string, ...args: readonly string[]): Promise<Finished> {
    const path = `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;
    return runProgram(file, args, { cwd: this.folder, env: { PATH: path, HOME: this.folder, ...this.variables } });
  }

  /** Runs a program that must end with 0. */
  async must(file: string, ...args: readonly string[]): Promise<string> {
    const { code, out, err } = await this.run(file, ...args);
    if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}: ${err}${out}`);
    return out;
  }
}

/** The code blocks of a language in a document, in their order. */
export function blocks(path: string, language: string): string[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\b.*\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!);
}

function versionIn(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

export const LIBRARY_VERSION = versionIn(ROOT);
export const RUNTIME_VERSION = versionIn(SIDECAR);
