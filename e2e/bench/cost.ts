import { statSync } from 'node:fs';
import type { PodSpec } from '../../src/private/manifest';
import { waiterFile } from '../images/images';
import type { Variant } from './bench-pod';
import { parseAllDocuments } from 'yaml';

/** What a variant brings into a Pod of two containers. */
export interface Cost {
  /** Beside those two. */
  readonly containers: number;
  /** Copied when the Pod starts. */
  readonly bytes: number;
}

export function costOf({ manifest, chain = ['app', 'sidecar'] }: Variant): Cost {
  const { spec } = parseAllDocuments(manifest('cost', 0))[0]!.toJS() as { spec: PodSpec };
  const all = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
  const installs = all.some(({ command = [] }) => command.includes('install'));
  return { containers: all.length - chain.length, bytes: installs ? statSync(waiterFile()).size : 0 };
}
