import { IMAGE_LOCK_FILE, type LockedImages, parseImageLock } from '../../private/image-lock';
import type { Command, Words } from '../command';
import { EXIT, UsageError } from '../exit-code';
import type { Host } from '../host';
import { ImageError } from '../lock/image-error';
import type { ImageSource } from '../lock/image-source';
import { OciSource } from '../lock/oci-source';
import { type LockOptions, runLock } from '../lock/run-lock';
import { TOOL_NAMES, ToolSource } from '../lock/tool-source';
import { visible } from '../printable';
import { Progress } from '../progress';
import { LIMITS } from '../read/limits';

const DIST = 'dist';
const SECONDS = 60;
const MOST_SECONDS = 3600;

export const lockCommand: Command = {
  name: 'lock',
  about: 'writes to a file what images run, for guards of containers without a command',
  operands: '[FILE…]',
  maxOperands: Infinity,
  options: [
    { name: 'image', value: 'IMAGE', about: 'an image to lock, as the manifest writes the image; may be repeated' },
    { name: 'check', about: 'writes nothing, and fails if a tag has moved' },
    { name: 'prune', about: 'removes images that neither FILE nor --image names' },
    { name: 'with', value: 'SOURCE', about: `${TOOL_NAMES.join(', ')} (default: the first one found), or the path of an OCI archive or layout` },
    { name: 'file', value: 'LOCK', about: `the lock (default: ${IMAGE_LOCK_FILE})` },
    { name: 'timeout', value: 'SECONDS', about: `the longest time for one answer of a registry (default: ${SECONDS})` },
  ],
  notes: [
    `FILE is a YAML or JSON file, a folder, or - for stdin. Without FILE and --image, lock reads ${DIST}/, if it exists. lock asks the registry`,
    'for each image in FILE whose container has no command or a guard, for each --image, and, without --image, for each image of the lock.',
    'Other images stay in the lock. The programs run with their own configuration and logins. An archive or layout needs --image.',
    '',
    'Exit codes: 0 all images are locked, 1 a tag has moved (--check) or a file can\'t be read, 69 an image can\'t be read.',
  ],
  examples: [
    { line: 'cdk8s-startgate lock --image registry.example/app:1.2', about: 'one image; the rest of the lock stays' },
    { line: 'cdk8s-startgate lock', about: `every image of the lock and of ${DIST}/ again` },
    { line: 'cdk8s-startgate lock --check', about: 'in CI: has a tag moved?' },
    { line: 'cdk8s-startgate lock --image registry.example/app:1.2 --with app.tar', about: 'from an OCI archive, without a registry' },
  ],
  run: async (words, host) => {
    const say = (line: string): void => host.stderr.write(`cdk8s-startgate: ${visible(line)}\n`);
    const options = optionsOf(words, host);
    const known = lockAt(options.path, host);
    if (known instanceof Error) {
      say(known.message);
      return EXIT.findings;
    }
    try {
      const files = filesOf(words, host, known.size > 0);
      const source = await sourceOf(words, host);
      return await runLock({ ...options, files }, known, source, { host, say, progress: new Progress(host) });
    } catch (problem) {
      if (!(problem instanceof ImageError)) throw problem;
      say(problem.message);
      return EXIT.unavailable;
    }
  },
};

/** @throws UsageError */
function optionsOf(words: Words, { files }: Host): Omit<LockOptions, 'files'> {
  const images = words.values('image');
  const check = words.flag('check');
  const prune = words.flag('prune');
  const path = words.value('file') ?? IMAGE_LOCK_FILE;
  if (check && (prune || words.operands.length > 0)) {
    throw new UsageError('--check asks for the images of the lock, or for those of --image: remove FILE and --prune');
  }
  if (check && files.kind(path) === 'missing') throw new UsageError(`no such lock: "${path}"; write the lock with cdk8s-startgate lock`);
  if (isPath(words.value('with')) && (images.length === 0 || words.operands.length > 0)) {
    throw new UsageError('--with an archive or layout needs --image, and takes no FILE');
  }
  return { images, check, prune, path };
}

/** @throws UsageError */
function filesOf({ operands, values, flag }: Words, { files }: Host, hasLock: boolean): readonly string[] {
  if (operands.length > 0) return operands;
  if (flag('check') || values('image').length > 0) return [];
  if (files.kind(DIST) !== 'missing') return [DIST];
  if (hasLock) return [];
  throw new UsageError(`no input: name a file or a folder, or an image with --image; "${DIST}" does not exist`);
}

/**
 * @throws UsageError
 * @throws ImageError if there is no program to ask with
 */
async function sourceOf(words: Words, host: Host): Promise<ImageSource> {
  const name = words.value('with');
  const seconds = Number(words.value('timeout') ?? SECONDS);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MOST_SECONDS) {
    throw new UsageError(`--timeout must be a whole number of seconds from 1 to ${MOST_SECONDS}; got "${words.value('timeout')!}"`);
  }
  if (name === undefined) {
    const found = await ToolSource.find(host, seconds);
    if (found !== undefined) return found;
    throw new ImageError('no program to ask a registry with: install crane, skopeo, docker with buildx, or regctl; or read an OCI archive or layout with --with');
  }
  if (!isPath(name)) return new ToolSource(name, host, seconds);
  if (host.files.kind(name) !== 'missing') return new OciSource(name, host.files);
  throw new UsageError(`--with must be ${TOOL_NAMES.join(', ')}, or the path of an OCI archive or layout; got "${name}"`);
}

function isPath(source: string | undefined): boolean {
  return source !== undefined && !TOOL_NAMES.includes(source);
}

/** The images of a lock; none without a file. */
function lockAt(path: string, { files }: Host): LockedImages | Error {
  if (files.kind(path) === 'missing') return new Map();
  try {
    return parseImageLock(path, Buffer.from(files.read(path, LIMITS.fileBytes)).toString());
  } catch (error) {
    return error as Error;
  }
}
