import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ApiObject } from 'cdk8s';
import type { Container, PodSpec } from '../../../src/private/manifest';

const PROGRAM = fileURLToPath(new URL('../../../sidecar-runtime/dist/main.js', import.meta.url));
const BINARY = '/run/startgate/bin/startgate';

/** How a container of the play ended. */
export interface Ended {
  readonly name: string;
  readonly exitCode: number;
  readonly output: string;
  /** Its termination message, parsed; undefined if it left none. */
  readonly message: Readonly<Record<string, unknown>> | undefined;
}

/** The containers of a Job as processes of this machine, all started at once as the kubelet does; folders of the Pod are folders here. */
export async function playJob(job: ApiObject): Promise<Ended[]> {
  const { spec } = job.toJson() as { spec: { template: { spec: PodSpec } } };
  const folder = mkdtempSync(join(tmpdir(), 'startgate-steps-'));
  mkdirSync(join(folder, 'workspace'));
  try {
    // the last one first: the order is the guards', not that of the starts
    return (await Promise.all([...spec.template.spec.containers!].reverse().map((container) => play(container, folder)))).reverse();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function play({ name, command = [], args = [], env = [] }: Container, folder: string): Promise<Ended> {
  const local = (text: string): string => text.replaceAll('/run/startgate/state', join(folder, 'state'));
  const words = [...command, ...args].flatMap((word) => (word === BINARY ? [process.execPath, PROGRAM] : [local(word)]));
  const message = join(folder, `${name}.message`);
  writeFileSync(message, '');
  const [program, ...rest] = words as [string, ...string[]];
  const child = spawn(program, rest, {
    cwd: join(folder, 'workspace'),
    env: {
      ...process.env,
      ...Object.fromEntries(env.map(({ name: key, value }) => [key, local(value ?? '')])),
      STARTGATE_TERMINATION_LOG: message,
    },
  });
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => { output += bytes.toString(); });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const text = readFileSync(message, 'utf8');
      resolve({ name, exitCode: code ?? -1, output, message: text === '' ? undefined : JSON.parse(text) as Record<string, unknown> });
    });
  });
}
