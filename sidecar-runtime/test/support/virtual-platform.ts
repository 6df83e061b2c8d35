import { PlatformError, type Address, type Cancellation, type Child, type Exit, type Platform, type Replaced, type Stream } from '../../src/platform/platform.ts';
import { VirtualClock } from './virtual-clock.ts';
import { VirtualFiles } from './virtual-files.ts';
import { VirtualStream, type VirtualServer } from './virtual-stream.ts';

/** A child that ends when the test says so. */
export class VirtualChild implements Child {
  readonly signals: number[] = [];
  readonly exited: Promise<Exit>;
  onSignal: (signal: number) => void = () => undefined;
  private end: (exit: Exit) => void = () => undefined;

  constructor() {
    this.exited = new Promise((resolve) => {
      this.end = resolve;
    });
  }

  kill(signal: number): void {
    this.signals.push(signal);
    this.onSignal(signal);
  }

  exit(code: number): void {
    this.end({ kind: 'code', code });
  }

  die(signal: number): void {
    this.end({ kind: 'signal', signal });
  }
}

/** What a scripted connect does: an accepting server, or the error number that connecting fails with, or silence. */
export type VirtualHost = VirtualServer | { readonly error: string } | 'black hole';

/** A system without a system: scripted servers, files in memory, a clock of its own. */
export class VirtualPlatform implements Platform {
  args: readonly string[] = [];
  readonly clock = new VirtualClock();
  readonly files = new VirtualFiles();
  readonly environment = new Map<string, string>();
  /** By `ip:port` or path; whatever is not there refuses. */
  readonly hosts = new Map<string, VirtualHost>();
  readonly names = new Map<string, readonly string[]>();
  readonly commands = new Map<string, Exit | 'hangs' | { readonly error: string }>();
  readonly held = new Set<string>();
  readonly dialled: Address[] = [];
  readonly children: VirtualChild[] = [];
  readonly started: { readonly index: number; readonly group: boolean; readonly replaced?: Replaced }[] = [];
  startError: PlatformError | undefined;
  onStart: (child: VirtualChild) => void = () => undefined;
  out = '';
  error = '';
  become: ((index: number) => void) | undefined;
  copySelf: ((path: string) => void) | undefined;
  pid = 1;
  cookie: string | undefined;
  private readonly signalled = new Set<(signal: number) => void>();

  constructor() {
    this.files.file('/proc/sys/kernel/random/boot_id', 'boot\n');
    this.files.link('/proc/self/ns/net', 'net:[1]');
    this.files.file('/proc/self/mountinfo', '1 0 254:0 / / rw - ext4 /dev/vda rw\n');
  }

  get processes(): Platform['processes'] {
    return {
      pid: this.pid,
      become: this.become,
      copySelf: this.copySelf,
      run: (command, cancel) => this.runCommand(command, cancel),
      start: (index, { group, replaced }) => {
        if (this.startError !== undefined) return Promise.reject(this.startError);
        const child = new VirtualChild();
        this.children.push(child);
        this.started.push({ index, group, ...(replaced === undefined ? {} : { replaced }) });
        this.onStart(child);
        return Promise.resolve(child);
      },
    };
  }

  readonly signals: Platform['signals'] = {
    onSignal: (callback) => {
      this.signalled.add(callback);
      return () => this.signalled.delete(callback);
    },
    settled: () => Promise.resolve(),
  };

  readonly locks: Platform['locks'] = {
    acquire: (path) => {
      if (this.held.has(path)) return Promise.resolve(false);
      this.held.add(path);
      return Promise.resolve(true);
    },
    isHeld: (path) => Promise.resolve(this.held.has(path)),
  };

  /** A signal arrives. */
  raise(signal: number): void {
    for (const callback of [...this.signalled]) callback(signal);
  }

  /** Who listens for signals. */
  get listeners(): number {
    return this.signalled.size;
  }

  env(name: string): string | undefined {
    return this.environment.get(name);
  }

  networkCookie(): string | undefined {
    return this.cookie;
  }

  now(): number {
    return this.clock.now;
  }

  timer(milliseconds: number, callback: () => void): () => void {
    return this.clock.timer(milliseconds, callback);
  }

  resolve(host: string, cancel: Cancellation): Promise<readonly string[]> {
    const addresses = this.names.get(host);
    if (addresses !== undefined) return addresses.length === 0 ? unlessCancelled(cancel) : Promise.resolve(addresses);
    return Promise.reject(new PlatformError('ENOTFOUND', host));
  }

  connect(address: Address, cancel: Cancellation): Promise<Stream> {
    this.dialled.push(address);
    const host = this.hosts.get(address.kind === 'unix' ? address.path : `${address.ip}:${address.port}`);
    if (host === undefined) return Promise.reject(new PlatformError(address.kind === 'unix' ? 'ENOENT' : 'ECONNREFUSED', 'refused'));
    if (host === 'black hole') return unlessCancelled(cancel);
    if (typeof host === 'object') return Promise.reject(new PlatformError(host.error, host.error));
    return Promise.resolve(new VirtualStream(host, cancel));
  }

  watch(directory: string, _: 'all' | 'renamed', callback: () => void): () => void {
    return this.files.watch(directory, callback);
  }

  writeOut(bytes: Uint8Array): void {
    this.out += String.fromCharCode(...bytes);
  }

  writeError(bytes: Uint8Array): void {
    this.error += String.fromCharCode(...bytes);
  }

  private runCommand(command: readonly string[], cancel: Cancellation): Promise<Exit> {
    const result = this.commands.get(command.join(' ')) ?? { error: 'ENOENT' };
    if (result === 'hangs') return unlessCancelled(cancel);
    return 'error' in result ? Promise.reject(new PlatformError(result.error, result.error)) : Promise.resolve(result);
  }
}

/** Never settles, but when cancelled. */
function unlessCancelled(cancel: Cancellation): Promise<never> {
  return new Promise((_, reject) => {
    cancel.onCancel(() => reject(new PlatformError('ECANCELED', 'cancelled')));
  });
}
