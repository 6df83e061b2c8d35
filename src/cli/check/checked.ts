import type { Severity } from '../../private/finding';
import { readOrder, type ReadingOptions } from '../order/reading';
import type { PlacedFinding } from '../order/order-input';
import { positionOf, workloadOf, type Workload } from '../order/workload';
import type { Manifest, Unread } from '../read/manifest';
import { ruleOf } from '../../private/catalogue';

/** A finding, and the place where to fix it. */
export interface LocatedFinding {
  readonly id: string;
  readonly severity: Severity;
  readonly message: string;
  readonly cure: string;
  readonly file: string;
  /** Counted from 1; undefined where the file could not be read so far. */
  readonly document?: number;
  readonly line?: number;
  readonly column?: number;
  readonly workload?: { readonly kind: string; readonly name: string; readonly namespace?: string };
  readonly container?: string;
  /** Why it does not count: the reason that an annotation gives. */
  readonly silenced?: string;
}

/** All that the rules say of one manifest; undefined when there is no Pod in it. */
export function checkManifest(manifest: Manifest, options: ReadingOptions): LocatedFinding[] | undefined {
  const workload = workloadOf(manifest);
  if (workload === undefined) return undefined;
  return readOrder(workload, options).findings.map((finding) => locatedFinding(workload, finding));
}

/** A file that can't be read is an error like any other. */
export function unreadFinding({ file, failure, position }: Unread): LocatedFinding {
  const { id, severity, cure } = ruleOf('unreadable')!;
  return { id, severity, message: failure, cure, file, ...position };
}

export function locatedFinding(workload: Workload, finding: PlacedFinding): LocatedFinding {
  const { manifest, kind, name, namespace } = workload;
  const { id, severity, message, cure, container, field, path, silenced } = finding;
  return {
    id, severity, message, cure,
    file: manifest.file,
    document: manifest.document,
    ...(path === undefined ? positionOf(workload, container, field) : manifest.position(path)),
    workload: { kind, name, ...(namespace === undefined ? {} : { namespace }) },
    ...(container === undefined ? {} : { container }),
    ...(silenced === undefined ? {} : { silenced }),
  };
}
