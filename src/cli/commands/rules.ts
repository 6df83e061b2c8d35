import type { Command } from '../command';
import { EXIT, UsageError } from '../exit-code';
import { CATALOGUE, ruleOf } from '../../private/catalogue';
import type { ExamplePart, RuleExample } from '../rules/examples/example';
import { ACTIONS, type Action, admissionPolicy } from '../rules/admission-policy';
import { EXAMPLES } from '../rules/examples/index';
import type { RuleInfo } from '../../private/manifest-only-rules';

const POLICY = 'admission-policy';

export const rulesCommand: Command = {
  name: 'rules',
  about: 'lists every rule, explains one rule with a failing and a fixed example, or writes a policy for the API server',
  operands: '[RULE]',
  maxOperands: 1,
  options: [
    { name: 'format', value: 'FORMAT', choices: ['text', 'json', POLICY], about: 'the output format' },
    { name: 'action', value: 'ACTION', choices: ACTIONS, about: `what the API server does with ${POLICY}` },
  ],
  examples: [
    { line: 'cdk8s-startgate rules', about: 'every rule, with its severity' },
    { line: 'cdk8s-startgate rules post-start-fails-open', about: 'one rule, its cure and examples' },
    { line: 'cdk8s-startgate rules --format admission-policy --action deny', about: 'a policy for kubectl apply -f -: the API server refuses what a Pod alone shows' },
  ],
  run: ({ operands: [id], value }, host) => {
    if (value('format') === POLICY) {
      if (id !== undefined) throw new UsageError(`--format ${POLICY} has all of its rules; got "${id}", leave it out`);
      host.stdout.write(admissionPolicy(value('action') as Action));
      return Promise.resolve(EXIT.ok);
    }
    const json = value('format') === 'json';
    if (id === undefined) {
      host.stdout.write(json ? jsonOf({ version: 1, rules: CATALOGUE }) : listOf(CATALOGUE));
      return Promise.resolve(EXIT.ok);
    }
    const rule = ruleOf(id);
    if (rule === undefined) throw new UsageError(`unknown rule "${id}"; list the rules with cdk8s-startgate rules`);
    const example = EXAMPLES[id];
    host.stdout.write(json ? jsonOf({ version: 1, rule: { ...rule, ...example } }) : pageOf(rule, example));
    return Promise.resolve(EXIT.ok);
  },
};

function jsonOf(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function listOf(rules: readonly RuleInfo[]): string {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, severity, title }) => `${severity.padEnd(7)}  ${id.padEnd(width)}  ${title}\n`).join('');
}

function pageOf({ id, severity, title, cure }: RuleInfo, example: RuleExample | undefined): string {
  const head = [`${severity} ${id}: ${title}`, `  cure: ${cure}`, ''];
  if (example === undefined) return head.join('\n');
  const { failing, cured, kubernetesVersion } = example;
  const cluster = kubernetesVersion === undefined ? '' : ` (--kubernetes-version ${kubernetesVersion})`;
  return [
    ...head, `failing${cluster}`, '', ...partOf(failing),
    'cured', '', ...partOf(cured),
  ].join('\n');
}

function partOf({ manifest, program }: ExamplePart): string[] {
  return [...indented(manifest), ...(program === undefined ? [] : ['  // and in the program, where order is StartOrder.of(web)', ...indented(program)])];
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => (line === '' ? '' : `  ${line}`));
}
