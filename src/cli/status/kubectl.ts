import { ProgramError, type ProgramResult, type RunProgram } from '../host';

/** Why a cluster could not be asked: one line that says what to do. */
export class KubectlError extends Error {
  constructor(message: string, readonly kind: 'missing' | 'forbidden' | 'not-found' | 'other') {
    super(message);
  }
}

const REQUEST_TIMEOUT = '--request-timeout=20s';

/** Runs `kubectl` of the path, without a shell, with its own configuration; its questions reach the terminal. */
export class Kubectl {
  constructor(private readonly runProgram: RunProgram) {}

  /**
   * An object or a list.
   *
   * @throws KubectlError
   */
  async get(args: readonly string[]): Promise<unknown> {
    const words = ['get', ...args, '-o', 'json', REQUEST_TIMEOUT];
    const { code, out, error } = await this.run(words);
    if (code !== 0) throw explained(words, error, code);
    try {
      return JSON.parse(out);
    } catch {
      throw new KubectlError(`"${command(words)}" did not print JSON: check that "kubectl" on the path is kubectl`, 'other');
    }
  }

  /** The text of a log; undefined when it can't be read. No report needs a log. */
  async logs(args: readonly string[]): Promise<string | undefined> {
    const { code, out } = await this.run(['logs', ...args, REQUEST_TIMEOUT]);
    return code === 0 ? out : undefined;
  }

  private async run(words: readonly string[]): Promise<ProgramResult> {
    try {
      return await this.runProgram('kubectl', words);
    } catch (problem) {
      if (!(problem instanceof ProgramError)) throw problem;
      switch (problem.kind) {
        case 'missing': throw new KubectlError('"kubectl" is not on the path: install it (https://kubernetes.io/docs/tasks/tools/), or read a file with --from', 'missing');
        case 'too-much': throw new KubectlError(`"${command(words)}" printed ${problem.message}: name a Pod`, 'other');
        case 'too-slow':
        case 'other': throw new KubectlError(`can't run kubectl: ${problem.message}`, 'other');
      }
    }
  }
}

function explained(words: readonly string[], error: string, code: number | null): KubectlError {
  const said = error.trim().split('\n').at(-1)?.trim() ?? '';
  const text = said === '' ? `it ended with ${code === null ? 'a signal' : code}` : said;
  if (said.includes('(NotFound)')) return new KubectlError(text, 'not-found');
  if (said.includes('(Forbidden)')) return new KubectlError(text, 'forbidden');
  return new KubectlError(`"${command(words)}" failed: ${text}`, 'other');
}

function command(words: readonly string[]): string {
  return `kubectl ${words.filter((word) => word !== REQUEST_TIMEOUT).join(' ')}`;
}
