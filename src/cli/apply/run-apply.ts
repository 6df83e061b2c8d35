import { missesSidecarPorts, targetMinor } from '../../private/kubernetes-version';
import { policyMatchesNothing } from '../../private/policy/matches-nothing';
import { restartOpensGate } from '../../private/rules/restart-opens-gate';
import { Services } from '../../private/services';
import { type LocatedFinding, unreadFinding } from '../check/checked';
import { findingLines } from '../check/text';
import { paintFor } from '../colours';
import { applyEdits, type Edit, SourceText } from '../edit/source-text';
import { unifiedDiff } from '../edit/unified-diff';
import { EXIT } from '../exit-code';
import type { Host } from '../host';
import { type PolicySet } from '../policy/policy-set';
import { visible } from '../printable';
import type { Progress } from '../progress';
import { manifestsOf } from '../read/manifest';
import { isUnread } from '../read/read-manifests';
import { yamlDocuments } from '../read/yaml-documents';
import { PolicyApplier } from './applied';
import { DocumentApplier } from './document-applier';
import { inWordsOfPolicies } from './policy-cures';

/** A file as it is read, byte order mark and all. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

interface Written {
  readonly file: string;
  readonly source: SourceText;
  readonly edits: readonly Edit[];
}

/**
 * Applies policies to files, and writes all of them, or with an error nothing.
 *
 * @returns the exit code
 */
export function runApply(
  set: PolicySet, sources: readonly Source[], options: { readonly diff: boolean }, host: Host, progress: Progress,
): number {
  const services = missesSidecarPorts(targetMinor(set.defaults)) ? servicesOf(sources) : undefined;
  const applier = new DocumentApplier(new PolicyApplier(set, services));
  const written = sources.map(({ file, text }): Written => {
    const source = new SourceText(text);
    const edits: Edit[] = [];
    let count = 0;
    for (const document of yamlDocuments(text, (share) => progress.at(() => `reading ${file}: ${Math.round(100 * share)} %`))) {
      if ('failure' in document) applier.findings.push(unreadFinding({ file, ...document }));
      else edits.push(...applier.editsOf(file, source, document));
      progress.at(() => `${file}: ${++count} documents`);
    }
    return { file, source, edits };
  });
  progress.clear();
  const findings = [...onceARun(applier.findings), ...idlePolicies(set, applier)];
  const paint = paintFor(host.stderr, host.env);
  for (const finding of findings) if (finding.silenced === undefined) host.stderr.write(`${findingLines(finding, paint).join('\n')}\n`);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) {
    host.stderr.write(`cdk8s-startgate: nothing is written, because of ${errors === 1 ? '1 error' : `${errors} errors`}\n`);
    return EXIT.findings;
  }
  host.stdout.write(options.diff ? written.map(({ file, source, edits }) => unifiedDiff(visible(file), source, edits)).join('') : joined(written));
  return EXIT.ok;
}

/** What one setting of the policy changes for all workloads is said once, as synthesis does. */
function onceARun(findings: readonly LocatedFinding[]): LocatedFinding[] {
  const first = findings.find(({ id }) => id === restartOpensGate.id);
  return findings.filter((finding) => finding === first || finding.id !== restartOpensGate.id);
}

/** A policy that selects nothing is worth a warning where there are workloads: a file of Services alone has nothing to select. */
function idlePolicies({ policies }: PolicySet, { workloads }: DocumentApplier): LocatedFinding[] {
  if (workloads.length === 0) return [];
  return policies.filter(({ matches }) => matches === 0).map(({ model: _model, matches: _none, ...place }) =>
    ({ ...inWordsOfPolicies(policyMatchesNothing(workloads, 'the input')), ...place }));
}

/** Files as one stream of documents: only the first can have a byte order mark, and a directive needs the end of the document before it. */
function joined(written: readonly Written[]): string {
  return written.map(({ source, edits }) => applyEdits(source.value, edits)).reduce((stream, next) => {
    if (stream === '') return next;
    const text = next.replace(/^\uFEFF/u, '');
    return `${stream}${stream.endsWith('\n') ? '' : '\n'}${separatorBefore(text)}${text}`;
  }, '');
}

function separatorBefore(text: string): string {
  if (/^---(?:\s|$)/u.test(text)) return '';
  return /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*%/u.test(text) ? '...\n' : '---\n';
}

function servicesOf(sources: readonly Source[]): Services {
  const services = new Services();
  for (const { file, text } of sources) {
    for (const document of yamlDocuments(text)) {
      if ('failure' in document) continue;
      for (const manifest of manifestsOf(file, document)) if (!isUnread(manifest)) services.add(manifest.value);
    }
  }
  return services;
}
