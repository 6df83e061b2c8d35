import type { Command } from '../command';
import { EXIT, UsageError } from '../exit-code';
import { FORMATS } from '../explain/formats';
import { type ExplainedWorkload, explainedWorkload } from '../explain/model';
import { AlikePods } from '../order/judged-pods';
import { readOrder } from '../order/reading';
import { type Workload, workloadOf } from '../order/workload';
import { visible } from '../printable';
import { Progress } from '../progress';
import { isUnread, placeText, readManifests } from '../read/read-manifests';
import { servicesFirst } from '../read/services-first';
import { KUBERNETES_VERSION, kubernetesVersionOf } from './kubernetes-version';

export const explainCommand: Command = {
  name: 'explain',
  about: 'shows which container starts when, which gates it waits for, and which faults open them',
  operands: '[FILE…]',
  maxOperands: Infinity,
  options: [
    { name: 'format', value: 'FORMAT', choices: Object.keys(FORMATS), about: 'the output format' },
    KUBERNETES_VERSION,
  ],
  notes: [
    'FILE is a YAML or JSON file, a folder, or - for stdin. Without FILE, explain reads stdin. If the library rendered the manifest, explain',
    'reads the order from its annotation and commands. For any other manifest, it shows what the kubelet and the tools in the Pod do.',
  ],
  examples: [
    { line: 'cdk8s-startgate explain deployment.yaml', about: 'the start waves of one workload, and the faults that open each gate' },
    { line: 'helm template shop | cdk8s-startgate explain', about: 'the start order of a Helm chart' },
    { line: 'cdk8s-startgate explain --format mermaid dist/ > order.mmd', about: 'one flowchart of all workloads in a folder' },
    { line: 'cdk8s-startgate explain --format svg deployment.yaml > order.svg', about: 'a picture: the graph, and the start step by step' },
    { line: 'cdk8s-startgate explain --format html dist/ > order.html', about: 'a page with the pictures and the manifests' },
  ],
  run: async (words, host) => {
    const kubernetesVersion = kubernetesVersionOf(words);
    const format = await FORMATS[words.value('format')!]!();
    const workloads: ExplainedWorkload[] = [];
    const manifests: Workload[] = [];
    const progress = new Progress(host);
    let unread = 0;
    const { reads, services } = await servicesFirst(readManifests(words.operands, host, progress), { kubernetesVersion });
    const options = { kubernetesVersion, alike: new AlikePods(), ...(services === undefined ? {} : { services }) };
    for await (const read of reads) {
      if (isUnread(read)) {
        unread++;
        host.stderr.write(`cdk8s-startgate: ${visible(`${placeText(read)}: ${read.failure}`)}\n`);
        continue;
      }
      const workload = workloadOf(read);
      if (workload === undefined) continue;
      workloads.push(explainedWorkload(readOrder(workload, options)));
      if (format.showsManifests === true) manifests.push(workload);
    }
    if (workloads.length > 0 || words.value('format') === 'json') {
      const text = format.write(workloads, manifests, (count) => progress.at(() => `drawing ${count} of ${workloads.length} workloads`));
      progress.clear();
      host.stdout.write(text);
    } else if (unread === 0) throw new UsageError('found no workload in the input');
    return unread > 0 ? EXIT.findings : EXIT.ok;
  },
};
