import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { adminPath } from './command';
import type { Settings } from './settings';

/**
 * A program that goes on when we end, known by a pid file.
 *
 * The file holds the pid and the start time of the process: a pid alone may belong to a stranger by now, and only what we
 * started is ever ended.
 */
export class Daemon {
  readonly log: string;
  private readonly pidFile: string;

  constructor(
    readonly name: string,
    private readonly settings: Settings,
  ) {
    this.log = join(settings.logs, `${name}.log`);
    this.pidFile = join(settings.run, `${name}.pid`);
  }

  /** The pid, if it runs. */
  get pid(): number | undefined {
    if (!existsSync(this.pidFile)) return undefined;
    const [pid, started] = readFileSync(this.pidFile, 'utf8').split(' ').map(Number);
    return pid !== undefined && startTime(pid) === started ? pid : undefined;
  }

  /** Starts it unless it runs. Returns whether it had to. */
  start(file: string, args: readonly string[]): boolean {
    if (this.pid !== undefined) return false;
    mkdirSync(this.settings.logs, { recursive: true });
    mkdirSync(this.settings.run, { recursive: true });
    const log = openSync(this.log, 'a');
    // a request from the API server to the kubelet must not take a proxy
    const NO_PROXY = ['127.0.0.1', this.settings.nodeIp, process.env.NO_PROXY].filter(Boolean).join(',');
    const child = spawn(file, args, {
      detached: true, stdio: ['ignore', log, log], env: { ...process.env, PATH: adminPath(), NO_PROXY, no_proxy: NO_PROXY },
    });
    closeSync(log);
    if (child.pid === undefined) throw new Error(`cannot run ${file}: is it installed?`);
    child.unref();
    writeFileSync(this.pidFile, `${child.pid} ${startTime(child.pid) ?? 0}`);
    return true;
  }

  /** Ends it: SIGTERM, after 15 s SIGKILL; or SIGKILL at once. Returns whether it ran. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<boolean> {
    const { pid } = this;
    if (pid !== undefined) {
      process.kill(pid, signal);
      if (!(await this.ended(150))) {
        process.kill(pid, 'SIGKILL');
        if (!(await this.ended(50))) throw new Error(`${this.name} (pid ${pid}) cannot be ended`);
      }
    }
    rmSync(this.pidFile, { force: true });
    return pid !== undefined;
  }

  /** The last lines of its log. */
  tail(): string {
    if (!existsSync(this.log)) return `${this.log}: there is none`;
    return `${this.log}:\n${readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-12).join('\n')}`;
  }

  private async ended(tenths: number): Promise<boolean> {
    for (let i = 0; i < tenths && this.pid !== undefined; i++) await sleep(100);
    return this.pid === undefined;
  }
}

/** Field 22 of /proc/PID/stat, in clock ticks since boot; `undefined` for a process that has ended, collected or not. */
export function startTime(pid: number): number | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined; // no such process
  }
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : Number(fields[19]);
}
