import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { REGISTRY_PROGRAMS, ROOT } from '../../scripts/lib/paths.mjs';
import { type Finished, runProgram } from '../program';

/** The user `user` with the password `open sesame`, by bcrypt. */
const PASSWORDS = 'user:$2a$04$95dYTZ1r0eXyPkqFb6RvJOak6IOytU8F7EgDryerod5AIurtlky1m\n';
export const PASSWORD = 'open sesame';

/** A folder of a test, in which programs run and keep their logins. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'startgate-registry-'));

  constructor() {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  /** Runs a program to its end. */
  run(file: string, ...args: readonly string[]): Promise<Finished> {
    return runProgram(file, args, { cwd: this.folder, env: this.env });
  }

  /** Runs a program that must end with 0. */
  async must(file: string, ...args: readonly string[]): Promise<string> {
    const { code, out, err } = await this.run(file, ...args);
    if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}: ${err}`);
    return out.trimEnd();
  }

  /** Runs the command line that is shipped. */
  lock(...args: readonly string[]): Promise<Finished> {
    return this.run(process.execPath, join(ROOT, 'lib', 'cli', 'main.mjs'), 'lock', ...args);
  }

  /** A registry that keeps its images in memory; it ends with the test. */
  async registry({ password = false } = {}): Promise<string> {
    writeFileSync(join(this.folder, 'passwords'), PASSWORDS);
    const config = join(this.folder, 'registry.json');
    writeFileSync(config, JSON.stringify({
      version: '0.1', log: { level: 'info', formatter: 'json' }, storage: { inmemory: {} }, http: { addr: '127.0.0.1:0' },
      ...(password ? { auth: { htpasswd: { realm: 'tests', path: join(this.folder, 'passwords') } } } : {}),
    }));
    const child = spawn(join(REGISTRY_PROGRAMS, 'registry'), ['serve', config], { env: this.env, stdio: ['ignore', 'ignore', 'pipe'] });
    onTestFinished(() => ended(child));
    return listening(child);
  }

  private get env(): NodeJS.ProcessEnv {
    return {
      PATH: `${REGISTRY_PROGRAMS}:${dirname(process.execPath)}:/usr/bin:/bin`, HOME: this.folder, DOCKER_CONFIG: this.folder,
      REGCTL_CONFIG: join(this.folder, 'regctl.json'), OTEL_TRACES_EXPORTER: 'none',
    };
  }
}

/** The address that the registry logs. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      const address = /listening on (127\.0\.0\.1:\d+)/u.exec(log)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`the registry ended: ${log}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('close', () => resolve());
    if (!child.kill('SIGKILL')) resolve();
  });
}
