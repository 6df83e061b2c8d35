import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import type { Sample } from '../sample';

interface Manifest {
  readonly kind: string;
  readonly data?: Record<string, string>;
  readonly spec?: { readonly template: { readonly spec: PodSpec } };
}

interface PodSpec {
  readonly containers: readonly Container[];
}

export interface Container {
  readonly name: string;
  readonly command: readonly string[];
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

/** The synthesized Pod of the sample, with its ConfigMap as files of this machine. */
export class LocalPod {
  readonly containers: readonly Container[];
  private readonly folder = mkdtempSync(join(tmpdir(), 'startgate-play-'));

  constructor(sample: Sample) {
    const manifests = Testing.synth(sample) as Manifest[];
    this.containers = manifests.find((manifest) => manifest.kind === 'Deployment')!.spec!.template.spec.containers;
    for (const { data } of manifests.filter((manifest) => manifest.kind === 'ConfigMap')) {
      for (const [name, text] of Object.entries(data ?? {})) writeFileSync(join(this.folder, name), text);
    }
  }

  container(name: string): Container {
    return this.containers.find((container) => container.name === name)!;
  }

  /** A path in a container, on this machine. */
  local(container: Container, word: string): string {
    const mount = container.volumeMounts?.find(({ mountPath }) => word.startsWith(`${mountPath}/`));
    return mount === undefined ? word : join(this.folder, word.slice(mount.mountPath.length + 1));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
