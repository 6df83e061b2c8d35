import { spawn } from 'node:child_process';

/** What kubectl said; `code` undefined when it was killed. */
export interface KubectlResult {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Why a cluster could not be asked: one line that says what to do. */
export class KubectlError extends Error {
  constructor(message: string, readonly kind: 'missing' | 'forbidden' | 'not-found' | 'other') {
    super(message);
  }
}

/** No answer of one call grows beyond this: it is more than etcd gives out for all Pods of a large cluster. */
const MOST_BYTES = 256 * 1024 * 1024;
const REQUEST_TIMEOUT = '--request-timeout=20s';

/** Runs `kubectl` of the path, without a shell, with its own configuration; its questions reach the terminal. */
export class Kubectl {
  constructor(private readonly program = 'kubectl') {}

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
      throw new KubectlError(`"${command(words)}" answered with something that is not JSON: is "kubectl" on the path really kubectl?`, 'other');
    }
  }

  /** The text of a log; undefined when it can't be had. A log is a help, never a need. */
  async logs(args: readonly string[]): Promise<string | undefined> {
    const { code, out } = await this.run(['logs', ...args, REQUEST_TIMEOUT]);
    return code === 0 ? out : undefined;
  }

  private run(words: readonly string[]): Promise<KubectlResult> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.program, words, { stdio: ['inherit', 'pipe', 'pipe'], shell: false });
      const out: Buffer[] = [];
      const error: Buffer[] = [];
      let bytes = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= MOST_BYTES) out.push(chunk);
        else {
          child.kill();
          reject(new KubectlError(`"${command(words)}" answered with more than ${MOST_BYTES / 1024 / 1024} MiB: name a Pod`, 'other'));
        }
      });
      child.stderr.on('data', (chunk: Buffer) => error.push(chunk));
      child.on('error', (problem: NodeJS.ErrnoException) => {
        reject(problem.code === 'ENOENT'
          ? new KubectlError('there is no "kubectl" on the path: install it (https://kubernetes.io/docs/tasks/tools/), or read a file with --from', 'missing')
          : new KubectlError(`can't run kubectl: ${problem.message}`, 'other'));
      });
      child.on('close', (code) => resolve({ code, out: Buffer.concat(out).toString(), error: Buffer.concat(error).toString() }));
    });
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
