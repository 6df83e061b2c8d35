import { spawn } from 'node:child_process';

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Written to its standard input. @default - nothing */
  readonly input?: string;
}

/** Runs a program to its end, whatever its exit code. */
export function runProgram(file: string, args: readonly string[], { cwd, env, input = '' }: ProgramOptions): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    // a program that ends before it has read everything is judged by its exit code
    child.stdin.on('error', () => undefined).end(input);
  });
}
