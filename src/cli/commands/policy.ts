import type { Command } from '../command';
import { EXIT, UsageError } from '../exit-code';
import { POLICY_EXAMPLE } from '../policy/example';
import { readPolicies, usablePolicies } from '../policy/policy-set';
import { POLICY_SCHEMA } from '../policy/schema';

export const policyCommand: Command = {
  name: 'policy',
  about: 'checks policy files, or writes an example or the JSON Schema of policies',
  operands: '[POLICY…]',
  maxOperands: Infinity,
  options: [
    { name: 'example', about: 'writes a policy to begin with' },
    { name: 'schema', about: 'writes the JSON Schema, for editors and other programs' },
  ],
  notes: ['The exit code is 1 if a policy can\'t be used.'],
  examples: [
    { line: 'cdk8s-startgate policy --example', about: 'a policy to begin with' },
    { line: 'cdk8s-startgate policy --schema', about: 'the schema' },
    { line: 'cdk8s-startgate policy policy.yaml', about: 'is it right?' },
  ],
  run: ({ operands, flag }, host) => {
    const asked = [flag('example'), flag('schema'), operands.length > 0].filter(Boolean).length;
    if (asked !== 1) throw new UsageError('give one of POLICY, --example and --schema');
    if (flag('example')) host.stdout.write(POLICY_EXAMPLE);
    else if (flag('schema')) host.stdout.write(`${JSON.stringify(POLICY_SCHEMA, null, 2)}\n`);
    else return Promise.resolve(checked(operands, host));
    return Promise.resolve(EXIT.ok);
  },
};

function checked(paths: readonly string[], host: Parameters<Command['run']>[1]): number {
  const set = usablePolicies(() => readPolicies(paths, host), host.stdout);
  if (set === undefined) return EXIT.findings;
  const { length } = set.policies;
  host.stdout.write(`${length === 1 ? '1 policy' : `${length} policies`}, no error\n`);
  return EXIT.ok;
}
