import { UsageError } from '../exit-code';
import type { Host } from '../host';
import type { Failure } from './document';
import { LIMITS } from './limits';

/** A source of documents. */
export interface Input {
  /** The name as given; `stdin` for the standard input. */
  readonly file: string;
  readonly load: () => Promise<Uint8Array | Failure>;
}

const MANIFEST = /\.(?:ya?ml|json)$/u;

/**
 * The inputs that the operands of a command name: files, folders with all subfolders, and `-` for stdin. Without an operand: stdin.
 * In a folder, `.yaml`, `.yml` and `.json` files are read; hidden folders and `node_modules` are skipped.
 *
 * @throws UsageError if an operand does not exist
 */
export function inputsOf(operands: readonly string[], host: Host): Input[] {
  if (operands.length === 0 && host.stdin === undefined) throw new UsageError('no input: name a file or a folder, or - for stdin');
  return (operands.length === 0 ? ['-'] : operands).flatMap((operand) => {
    if (operand === '-') return [stdinOf(host)];
    switch (host.files.kind(operand)) {
      case 'folder': return below(operand, host);
      case 'missing': throw new UsageError(`no such file or folder: "${operand}"`);
      default: return [fileOf(operand, host)];
    }
  });
}

/** An operand as messages name it. */
export function inputName(operand: string): string {
  return operand === '-' ? 'stdin' : operand;
}

function stdinOf({ stdin }: Host): Input {
  return {
    file: inputName('-'),
    load: async () => (stdin === undefined ? { failure: 'is a terminal, not a manifest' } : within(await stdin(LIMITS.fileBytes))),
  };
}

function fileOf(path: string, { files }: Host): Input {
  return {
    file: path,
    load: () => {
      try {
        const size = files.size(path);
        return Promise.resolve(size > LIMITS.fileBytes ? TOO_LARGE : within(files.read(path, LIMITS.fileBytes)));
      } catch (error) {
        return Promise.resolve(unreadable(error));
      }
    },
  };
}

function unreadable(error: unknown): Failure {
  return { failure: `can't be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}` };
}

const TOO_LARGE: Failure = { failure: `has more than ${LIMITS.fileBytes} bytes: split the file` };

function within(bytes: Uint8Array): Uint8Array | Failure {
  return bytes.length > LIMITS.fileBytes ? TOO_LARGE : bytes;
}

/** A folder is read once, even if several links lead to it. */
function below(folder: string, host: Host): Input[] {
  const found: Input[] = [];
  const seen = new Set<string>();
  const folders = [folder.replace(/(?<=.)\/+$/u, '')];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    const real = host.files.realPath(at);
    if (seen.has(real)) continue;
    seen.add(real);
    const inner: string[] = [];
    const names = namesIn(at, host);
    if (!Array.isArray(names)) {
      found.push(names);
      continue;
    }
    for (const name of names) {
      const path = `${at}/${name}`;
      if (host.files.kind(path) === 'folder') {
        if (!name.startsWith('.') && name !== 'node_modules') inner.push(path);
      } else if (MANIFEST.test(name)) found.push(fileOf(path, host));
      if (found.length > LIMITS.files) throw new UsageError(`"${folder}" holds more than ${LIMITS.files} manifests`);
    }
    folders.push(...inner.reverse());
  }
  if (found.length === 0) throw new UsageError(`"${folder}" holds no .yaml, .yml or .json file`);
  return found;
}

/** The names in a folder, or the failure for an unreadable folder. */
function namesIn(folder: string, { files }: Host): string[] | Input {
  try {
    return [...files.list(folder)];
  } catch (error) {
    return { file: folder, load: () => Promise.resolve(unreadable(error)) };
  }
}
