import { join } from 'node:path';
import { attempt, run, type CommandOptions, type Finished } from './command';
import type { Settings } from './settings';

/** The `kubectl` of the node's own version. */
export class Kubectl {
  constructor(private readonly settings: Settings) {}

  /** @throws if it does not end with 0 */
  run(args: readonly string[], options: CommandOptions = {}): Promise<string> {
    return run(this.file, this.withConfig(args), options);
  }

  attempt(args: readonly string[], options: CommandOptions = {}): Promise<Finished> {
    return attempt(this.file, this.withConfig(args), options);
  }

  /** An object, or a list of them, as JSON. */
  async get<T>(args: readonly string[]): Promise<T> {
    return JSON.parse(await this.run(['get', ...args, '-o', 'json'])) as T;
  }

  private get file(): string {
    return join(this.settings.programs, 'kubectl');
  }

  private withConfig(args: readonly string[]): string[] {
    return ['--kubeconfig', this.settings.kubeconfig, ...args];
  }
}
