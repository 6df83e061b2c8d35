import type { Severity } from '../../private/finding';
import { IGNORE_PREFIX } from '../../private/silence';
import { checkManifest, type LocatedFinding, unreadFinding } from '../check/checked';
import { FORMATS } from '../check/formats';
import { isShown, summaryOf } from '../check/summary';
import { paintFor } from '../colours';
import type { Command } from '../command';
import { EXIT } from '../exit-code';
import { AlikePods } from '../order/judged-pods';
import { Progress } from '../progress';
import { isUnread, readManifests } from '../read/read-manifests';
import { servicesFirst } from '../read/services-first';
import { KUBERNETES_VERSION, kubernetesVersionOf } from './kubernetes-version';

export const checkCommand: Command = {
  name: 'check',
  about: 'applies every rule to the start order of every workload',
  operands: '[FILE…]',
  maxOperands: Infinity,
  options: [
    { name: 'format', value: 'FORMAT', choices: Object.keys(FORMATS), about: 'the output format' },
    { name: 'severity', value: 'SEVERITY', choices: ['warning', 'error', 'info'], about: 'the lowest severity to print' },
    { name: 'policy', value: 'POLICY', about: 'instead shows which workloads a policy file covers, and why not; may be repeated' },
    KUBERNETES_VERSION,
  ],
  notes: [
    'FILE is a YAML or JSON file, a folder, or - for stdin. Without FILE, check reads stdin. The exit code is 1 if check prints an',
    'error or a warning, 0 if not, and 64 for a wrong command line. --severity info also prints infos.',
    'With --policy, the exit code is 1 if a policy selects a workload that can\'t have the order; FORMAT is text or json.',
    `An annotation of the workload or its Pod template silences a rule, with a reason: ${IGNORE_PREFIX}RULE: "reason".`,
  ],
  examples: [
    { line: 'cdk8s-startgate check dist/', about: 'all manifests in a folder' },
    { line: 'kubectl get deployments -A -o json | cdk8s-startgate check --format json', about: 'the Deployments of a cluster' },
    { line: 'kubectl get deployments -A -o json | cdk8s-startgate check --policy policy.yaml', about: 'what a policy would do to a cluster' },
    { line: 'cdk8s-startgate check --format sarif dist/ > startgate.sarif', about: 'for a code scanner' },
  ],
  run: async (words, host) => {
    const kubernetesVersion = kubernetesVersionOf(words);
    if (words.values('policy').length > 0) return (await import('../apply/check-policies')).checkPolicies(words, kubernetesVersion, host);
    const format = await FORMATS[words.value('format')!]!();
    const least = words.value('severity') as Severity;
    const findings: LocatedFinding[] = [];
    const progress = new Progress(host);
    let workloads = 0;
    const { reads, services } = await servicesFirst(readManifests(words.operands, host, progress), { kubernetesVersion });
    const options = { kubernetesVersion, alike: new AlikePods(), ...(services === undefined ? {} : { services }) };
    for await (const read of reads) {
      if (isUnread(read)) {
        findings.push(unreadFinding(read));
        continue;
      }
      const found = checkManifest(read, options);
      if (found === undefined) continue;
      workloads++;
      for (const finding of found) findings.push(finding);
    }
    const shown = findings.filter(({ severity }) => isShown(severity, least));
    host.stdout.write(format.write(shown, summaryOf(findings, workloads, least), paintFor(host.stdout, host.env)));
    return shown.some(({ severity, silenced }) => severity !== 'info' && silenced === undefined) ? EXIT.findings : EXIT.ok;
  },
};
