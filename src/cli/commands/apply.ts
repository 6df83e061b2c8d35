import { isObject } from '../../private/manifest';
import { runApply, type Source } from '../apply/run-apply';
import type { Command, Words } from '../command';
import { EXIT, UsageError } from '../exit-code';
import type { Host } from '../host';
import { policyIn, type PolicySet, readPolicies, usablePolicies } from '../policy/policy-set';
import { visible } from '../printable';
import { Progress } from '../progress';
import { inputsOf } from '../read/inputs';
import { placeText } from '../read/read-manifests';
import { textOf } from '../read/text';
import { yamlDocuments } from '../read/yaml-documents';

export const applyCommand: Command = {
  name: 'apply',
  about: 'applies start order policies to manifests of any origin, and leaves every other byte as it is',
  operands: '[FILE…]',
  maxOperands: Infinity,
  options: [
    { name: 'policy', value: 'POLICY', about: 'a file with policies; may be repeated' },
    { name: 'diff', about: 'writes what would change as a unified diff' },
  ],
  notes: [
    'FILE is a YAML or JSON file, a folder, or - for stdin. Without FILE, apply reads stdin. apply writes all manifests to stdout and findings',
    'to stderr. If there is an error, apply writes no manifest, and the exit code is 1. A workload with the order of the policy does not change.',
    'Without --policy, apply is a function of kustomize: stdin is a ResourceList, and its functionConfig is the policy.',
    'cdk8s-startgate policy --example writes a policy.',
  ],
  examples: [
    { line: 'helm template shop | cdk8s-startgate apply --policy policy.yaml > shop.yaml', about: 'a Helm chart' },
    { line: 'cdk8s-startgate apply --policy policy.yaml --diff dist/', about: 'what would change in a folder' },
  ],
  run: async (words, host) => {
    const progress = new Progress(host);
    const sources = await sourcesOf(words.operands, host, progress);
    if (!Array.isArray(sources)) {
      host.stderr.write(`${visible(sources.problem)}\n`);
      return EXIT.findings;
    }
    const set = usablePolicies(() => policiesOf(words, sources, host), host.stderr);
    return set === undefined ? EXIT.findings : runApply(set, sources, { diff: words.flag('diff') }, host, progress);
  },
};

/** Every file whole: after an error in the last one, nothing of the first may be written. */
async function sourcesOf(operands: readonly string[], host: Host, progress: Progress): Promise<Source[] | { readonly problem: string }> {
  const sources: Source[] = [];
  for (const { file, load } of inputsOf(operands, host)) {
    const bytes = await progress.during(() => `reading ${file}`, load);
    if (!(bytes instanceof Uint8Array)) return { problem: `${placeText({ file, ...bytes })}: ${bytes.failure}` };
    const text = textOf(bytes, { keepMark: true });
    if (text === undefined) return { problem: `${file}: is not UTF-8 text` };
    sources.push({ file, text });
  }
  return sources;
}

/** @throws UsageError without a policy, and where the policies can't be used */
function policiesOf(words: Words, sources: readonly Source[], host: Host): PolicySet {
  const paths = words.values('policy');
  if (paths.length > 0) return readPolicies(paths, host);
  const [first, second] = sources.length === 1 ? yamlDocuments(sources[0]!.text) : [];
  if (first !== undefined && second === undefined && 'value' in first && isObject(first.value) && first.value.kind === 'ResourceList') {
    return policyIn(first.value.functionConfig, host);
  }
  throw new UsageError('no policy: name a file with --policy; see cdk8s-startgate policy --example');
}
