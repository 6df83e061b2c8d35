import { checkManifest, type LocatedFinding, unreadFinding } from '../check/checked';
import { FORMATS } from '../check/formats';
import { IGNORE_PREFIX } from '../check/silence';
import { summaryOf } from '../check/summary';
import { paintFor } from '../colours';
import type { Command } from '../command';
import { EXIT } from '../exit-code';
import { Progress } from '../progress';
import { AlikePods } from '../order/alike';
import { isUnread, readManifests } from '../read/read-manifests';
import { servicesFirst } from '../read/services-first';
import { KUBERNETES_VERSION, kubernetesVersionOf } from './kubernetes-version';

export const checkCommand: Command = {
  name: 'check',
  about: 'asks every rule about the start order of every workload',
  operands: '[FILE…]',
  maxOperands: Infinity,
  options: [
    { name: 'format', value: 'FORMAT', choices: Object.keys(FORMATS), about: 'how it is written' },
    KUBERNETES_VERSION,
  ],
  notes: [
    'FILE is a file of YAML or JSON, a folder, or - for stdin, which is read when there is none. The exit code is 0 when nothing is',
    'wrong or only good to know, 1 on an error or a warning, 64 when the command line is wrong. An annotation of the workload or of its',
    `Pod template silences a rule, and says why: ${IGNORE_PREFIX}RULE: "reason".`,
  ],
  examples: [
    { line: 'cdk8s-startgate check dist/', about: 'all manifests of a folder' },
    { line: 'kubectl get deployments -A -o json | cdk8s-startgate check --format json', about: 'what runs in a cluster' },
    { line: 'cdk8s-startgate check --format sarif dist/ > startgate.sarif', about: 'for a code scanner' },
  ],
  run: async (words, host) => {
    const kubernetesVersion = kubernetesVersionOf(words);
    const format = await FORMATS[words.value('format')!]!();
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
    const summary = summaryOf(findings, workloads);
    host.stdout.write(format.write(findings, summary, paintFor(host.stdout, host.env)));
    return summary.errors + summary.warnings > 0 ? EXIT.findings : EXIT.ok;
  },
};
