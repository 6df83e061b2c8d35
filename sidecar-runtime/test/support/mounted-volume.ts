import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from './temp-folder.ts';

/**
 * A folder that is written as the kubelet writes a ConfigMap volume: the files lie in a folder of their own, `..data`
 * links to it, and an update replaces that link in one step. The files of the volume are links through `..data`.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/volume/util/atomic_writer.go
 */
export class MountedVolume {
  readonly folder = tempFolder();
  #version = 0;
  #current: string | undefined;

  /** Replaces all files at once. */
  update(files: Record<string, string>): void {
    const next = `..version_${this.#version++}`;
    mkdirSync(join(this.folder, next));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.folder, next, name), text);
    symlinkSync(next, join(this.folder, '..data_tmp'));
    renameSync(join(this.folder, '..data_tmp'), join(this.folder, '..data'));
    for (const name of Object.keys(files)) {
      if (this.#current === undefined) symlinkSync(join('..data', name), join(this.folder, name));
    }
    if (this.#current !== undefined) rmSync(join(this.folder, this.#current), { recursive: true });
    this.#current = next;
  }

  path(name: string): string {
    return join(this.folder, name);
  }
}
