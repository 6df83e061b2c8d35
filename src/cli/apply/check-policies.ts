import { paintFor } from '../colours';
import type { Words } from '../command';
import { EXIT, UsageError } from '../exit-code';
import type { Host } from '../host';
import { readPolicies, usablePolicies } from '../policy/policy-set';
import { Progress } from '../progress';
import { readManifests } from '../read/read-manifests';
import { servicesFirst } from '../read/services-first';
import { PolicyApplier } from './applied';
import { coverageJson, coverageOf, coverageText } from './coverage';

/**
 * `check --policy`: what policies would make of the workloads.
 *
 * @param kubernetesVersion instead of that of the policies
 * @returns the exit code
 */
export async function checkPolicies(words: Words, kubernetesVersion: string | undefined, host: Host): Promise<number> {
  const format = words.value('format')!;
  if (format !== 'text' && format !== 'json') throw new UsageError(`--policy has the formats text and json; got "${format}"`);
  const set = usablePolicies(() => readPolicies(words.values('policy'), host), host.stderr);
  if (set === undefined) return EXIT.findings;
  const defaults = { ...set.defaults, ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }) };
  const { reads, services } = await servicesFirst(readManifests(words.operands, host, new Progress(host)), defaults);
  const coverage = await coverageOf(reads, new PolicyApplier({ ...set, defaults }, services));
  host.stdout.write(format === 'json' ? coverageJson(coverage) : coverageText(coverage, paintFor(host.stdout, host.env)));
  return coverage.unread.length > 0 || coverage.workloads.some(({ outcome }) => outcome === 'refused') ? EXIT.findings : EXIT.ok;
}
