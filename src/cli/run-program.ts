import { spawn } from 'node:child_process';
import { ProgramError, type RunProgram } from './host';

/** No answer grows beyond this: it is more than etcd gives out for all Pods of a large cluster. */
const MOST_BYTES = 256 * 1024 * 1024;

export const runProgram: RunProgram = (program, args, { bytes: most = MOST_BYTES, milliseconds } = {}) => new Promise((resolve, reject) => {
  const child = spawn(program, args, { stdio: ['inherit', 'pipe', 'pipe'], shell: false });
  const [out, error]: [Buffer[], Buffer[]] = [[], []];
  let bytes = 0;
  const giveUp = (problem: ProgramError): void => {
    child.kill('SIGKILL');
    // a program that the child has started may hold the other ends
    child.stdout.destroy();
    child.stderr.destroy();
    reject(problem);
  };
  const timer = milliseconds === undefined
    ? undefined
    : setTimeout(() => giveUp(new ProgramError(`no answer within ${milliseconds / 1000} s`, 'too-slow')), milliseconds);
  const keep = (chunks: Buffer[]) => (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes <= most) chunks.push(chunk);
    else giveUp(new ProgramError(`more than ${most / 1024 / 1024} MiB`, 'too-much'));
  };
  child.stdout.on('data', keep(out));
  child.stderr.on('data', keep(error));
  child.on('error', (problem: NodeJS.ErrnoException) => {
    clearTimeout(timer);
    reject(new ProgramError(problem.message, problem.code === 'ENOENT' ? 'missing' : 'other'));
  });
  child.on('close', (code) => {
    clearTimeout(timer);
    resolve({ code, out: Buffer.concat(out).toString(), error: Buffer.concat(error).toString() });
  });
});
