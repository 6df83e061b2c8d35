import { spawn } from 'node:child_process';
import { ProgramError, type RunProgram } from './host';

/** No answer grows beyond this: it is more than etcd gives out for all Pods of a large cluster. */
const MOST_BYTES = 256 * 1024 * 1024;

export const runProgram: RunProgram = (program, args) => new Promise((resolve, reject) => {
  const child = spawn(program, args, { stdio: ['inherit', 'pipe', 'pipe'], shell: false });
  const [out, error]: [Buffer[], Buffer[]] = [[], []];
  let bytes = 0;
  const keep = (chunks: Buffer[]) => (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) chunks.push(chunk);
    else {
      child.kill();
      reject(new ProgramError(`more than ${MOST_BYTES / 1024 / 1024} MiB`, 'too-much'));
    }
  };
  child.stdout.on('data', keep(out));
  child.stderr.on('data', keep(error));
  child.on('error', (problem: NodeJS.ErrnoException) => {
    reject(new ProgramError(problem.message, problem.code === 'ENOENT' ? 'missing' : 'other'));
  });
  child.on('close', (code) => resolve({ code, out: Buffer.concat(out).toString(), error: Buffer.concat(error).toString() }));
});
