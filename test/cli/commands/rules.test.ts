import { expect, test } from 'vitest';
import { CATALOGUE, ruleOf } from '../../../src/private/catalogue';
import { canBeSilenced } from '../../../src/private/silence';
import { parseAllDocuments } from 'yaml';
import { runIn } from '../memory-host';

test('lists every rule with its severity', async () => {
  const { code, out } = await runIn({}, 'rules');
  expect(code).toBe(0);
  expect(out.trimEnd().split('\n').map(
    (line) => line.split(/ +/u).slice(0, 2),
  )).toEqual(CATALOGUE.map(({ severity, id }) => [severity, id]));
});

test('explains one with an example that fails and one that is cured', async () => {
  expect(await runIn({}, 'rules', 'waiter-goes-on')).toEqual({
    code: 0, err: '',
    out: `warning waiter-goes-on: a waiter that starts its command after a timeout is no gate
  cure: make the waiter fail after the timeout, so that the kubelet restarts it: --strict of wait-for-it, && or set -e in a script

failing

  apiVersion: v1
  kind: Pod
  metadata: { name: web }
  spec:
    containers:
      - { name: app, image: shop/web, command: [wait-for-it, "db:5432", --, /app] }

cured

  apiVersion: v1
  kind: Pod
  metadata: { name: web }
  spec:
    containers:
      - { name: app, image: shop/web, command: [wait-for-it, --strict, "db:5432", --, /app] }
`,
  });
});

test('shows the program where the rule speaks of an order that is declared', async () => {
  const { out } = await runIn({}, 'rules', 'binary-missing');
  expect(out).toContain("  // and in the program, where order is StartOrder.of(web)\n  const proxy = order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 }));\n");
});

test('explains restart-opens-gate, which synthesis says once an app', async () => {
  expect((await runIn({}, 'rules', 'restart-opens-gate')).out).toContain('warning restart-opens-gate: ');
});

test.each([
  'no-pod-template', 'item-gone', 'not-rendered', 'annotations-too-large',
])('explains %s, which synthesis alone finds', async (id) => {
  const { code, out } = await runIn({}, 'rules', id);
  expect({ code, lines: out.split('\n').map((line) => line.split(':')[0]) }).toEqual({ code: 0, lines: [`error ${id}`, '  cure', ''] });
});

test('writes one as JSON', async () => {
  const { out } = await runIn({}, 'rules', '--format', 'json', 'kubernetes-too-old');
  expect((JSON.parse(out) as { rule: object }).rule).toMatchObject({
    id: 'kubernetes-too-old', severity: 'error', kubernetesVersion: '1.28',
  });
});

test('fails on a rule that there is not', async () => {
  expect(await runIn({}, 'rules', 'sunshine')).toEqual({ code: 64, out: '', err: 'cdk8s-startgate: unknown rule "sunshine"; list the rules with cdk8s-startgate rules\n' });
});

test.each([[[], 'Warn'], [['--action', 'audit'], 'Audit'], [['--action', 'deny'], 'Deny']])('writes an admission policy: %j is %s', async (words, action) => {
  const { code, out } = await runIn({}, 'rules', '--format', 'admission-policy', ...words);
  const [policy, binding] = parseAllDocuments(out).map((document) => document.toJS() as { kind: string; spec: object });
  expect([code, policy!.kind, binding!.kind]).toEqual([0, 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding']);
  expect(binding!.spec).toEqual({ policyName: 'start-order.startgate.dev', validationActions: [action] });
});

test('an admission policy names rules that can be silenced, and no others', async () => {
  const { out } = await runIn({}, 'rules', '--format', 'admission-policy');
  const named = [...out.matchAll(/startgate\.dev\/ignore\.([a-z-]+)/gu)].map(([, id]) => ruleOf(id!));
  expect(named.map((rule) => rule !== undefined && canBeSilenced(rule))).toEqual([true, true]);
});

test('an admission policy is no policy of one rule', async () => {
  expect((await runIn({}, 'rules', '--format', 'admission-policy', 'cycle')).err).toContain('--format admission-policy has all of its rules; got "cycle", leave it out');
});
