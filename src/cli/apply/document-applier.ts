import { locatedFinding, type LocatedFinding, unreadFinding } from '../check/checked';
import { withoutNulls } from '../edit/changes';
import type { Change } from '../edit/editor';
import { rewrite } from '../edit/rewrite';
import type { Edit, SourceText } from '../edit/source-text';
import type { PodTemplate } from '../../private/pod-template';
import type { Workload } from '../order/workload';
import { manifestsOf } from '../read/manifest';
import { isUnread } from '../read/read-manifests';
import type { Path } from '../read/document';
import type { ParsedDocument } from '../read/yaml-documents';
import type { Applied, PolicyApplier } from './applied';

/** Applies policies to the documents of a file: only Pod templates change. */
export class DocumentApplier {
  readonly findings: LocatedFinding[] = [];
  /** All workloads that there are, without their documents: those would fill the memory. */
  readonly workloads: Pick<Workload, 'kind' | 'name' | 'namespace'>[] = [];

  constructor(private readonly applier: PolicyApplier) {}

  /** The edits of a document; none where there is nothing to change, or an error. */
  editsOf(file: string, source: SourceText, document: ParsedDocument): Edit[] {
    const changed: Applied[] = [];
    const changes: Change[] = [];
    for (const manifest of manifestsOf(file, document)) {
      if (isUnread(manifest)) {
        this.findings.push(unreadFinding(manifest));
        continue;
      }
      const applied = this.applier.apply(manifest);
      if (applied === undefined) continue;
      const { kind, name, namespace } = applied.workload;
      this.workloads.push({ kind, name, ...(namespace === undefined ? {} : { namespace }) });
      for (const finding of applied.findings) this.findings.push(locatedFinding(applied.workload, finding));
      if (applied.after === undefined) continue;
      changed.push(applied);
      const { holder } = applied.workload;
      changes.push(changeOf(document, [...manifest.path, ...holder], partAt(applied.after, holder) as PodTemplate['holder']));
    }
    if (changes.length === 0) return [];
    const edits = rewrite(source, document, changes);
    if (edits !== undefined) return edits;
    for (const { workload } of changed) {
      this.findings.push(locatedFinding(workload, {
        id: 'unreadable', severity: 'error',
        message: 'the Pod template can\'t be changed at its place: it shares parts with others by anchors, or has an unusual form',
        cure: 'write the Pod template without anchors, aliases, tags and explicit keys',
      }));
    }
    return [];
  }
}

/** The item of a list that says its kind has none of its own, and gets none. */
function changeOf({ value }: ParsedDocument, path: Path, { metadata, spec }: PodTemplate['holder'] & { spec?: unknown }): Change {
  const before = withoutNulls(partAt(value, path));
  return { path, before, after: { ...before as object, ...(metadata === undefined ? {} : { metadata }), spec } };
}

function partAt(value: unknown, path: Path): unknown {
  return path.reduce((part, step) => (part as Record<string | number, unknown>)[step], value);
}
