import { Testing } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { Check, Mechanism, StartOrder } from '../../src';
import { CATALOGUE } from '../../src/private/catalogue';
import { canBeSilenced, silence, silenceOf } from '../../src/private/silence';
import { runIn } from '../cli/memory-host';
import { type Manifest, newChart, newDeployment, synthesisError } from '../shop';

const RULE = 'post-start-fails-open';
const NAME = `startgate.dev/ignore.${RULE}`;

test.each([
  ['a reason', { [NAME]: ' until March ' }, [[RULE, 'until March']], []],
  ['no reason', { [NAME]: ' ' }, [], [`the annotation ${NAME} has no reason, so the rule is not silenced`]],
  ['a number', { [NAME]: 1 }, [], [`the annotation ${NAME} has no reason, so the rule is not silenced`]],
  ['a rule that is none', { 'startgate.dev/ignore.rain': 'x' }, [], ['the annotation startgate.dev/ignore.rain names an unknown rule']],
  ['an error', { 'startgate.dev/ignore.cycle': 'x' }, [], ['the annotation startgate.dev/ignore.cycle has no effect: "cycle" is an error']],
  ['an error that is a judgement', { 'startgate.dev/ignore.host-network-port': 'x' }, [['host-network-port', 'x']], []],
  ['another annotation', { 'startgate.dev/order': '{}' }, [], []],
])('an annotation with %s', (_case, annotations, reasons, messages) => {
  const read = silenceOf(annotations);
  expect([...read.reasons]).toEqual(reasons);
  expect(read.wrong.map(({ finding }) => finding.message)).toEqual(messages);
});

test('a finding of a silenced rule has the reason, and another one stays as it is', () => {
  const findings = [RULE, 'not-gated-again'].map((id) => ({ id, severity: 'warning', message: 'm', cure: 'c' } as const));
  expect(silence(findings, new Map([[RULE, 'until March']]))).toEqual([{ ...findings[0], silenced: 'until March' }, findings[1]]);
});

test('these errors can be silenced', () => {
  expect(CATALOGUE.filter(
    (rule) => rule.severity === 'error' && canBeSilenced(rule),
  ).map(({ id }) => id)).toEqual(['port-of-another-container', 'sidecar-after-end', 'host-network-port', 'annotation-not-kept']);
});

interface Silenced {
  readonly order: StartOrder;
  readonly onTemplate: (name: string, value: string) => void;
  readonly onWorkload: (name: string, value: string) => void;
}

/** A Deployment that waits by a hook, and what is said of it at synthesis, by `explain`, by `check`, and by `check` of what is written. */
async function saidOf(annotate: (parts: Silenced) => void): Promise<{ warnings: string[]; explained: string[]; checked: string[] }> {
  const chart = newChart(Testing.app());
  const deployment = newDeployment(chart);
  const order = StartOrder.of(deployment);
  const proxy = order.container('proxy').waiterPath('/startgate').readyWhen(Check.httpGet('/ready', { port: 8080 }));
  order.container('app').dependsOn(proxy, { mechanism: Mechanism.POST_START });
  annotate({
    order,
    onTemplate: (name, value) => deployment.addJsonPatch(
      { _toJson: () => ({ op: 'add', path: '/spec/template/metadata', value: { annotations: { [name]: value } } }) } as never,
    ),
    onWorkload: (name, value) => { deployment.metadata.addAnnotation(name, value); },
  });
  const [manifest] = Testing.synth(chart) as Manifest[];
  await new Promise((resolve) => { setImmediate(resolve); });
  const { out } = await runIn({ files: { 'web.yaml': stringify(manifest) } }, 'check', 'web.yaml');
  const lines = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([line]) => line);
  return {
    warnings: warnings.splice(0),
    explained: lines(order.explain(), /^warning .*\n.*$/gmu).map((line) => line.replace(/:.*\n {2}/u, '; ').replace(/cure: .*/u, 'cure')),
    checked: lines(out, /(?:warning|error) [a-z-]+(?=:)|\d+ silenced/gu),
  };
}

const warnings: string[] = [];
const onWarning = (warning: Error & { code?: string }): void => {
  if (warning.name === 'StartOrderWarning') warnings.push(warning.code ?? '');
};
beforeEach(() => { process.on('warning', onWarning); });
afterEach(() => { process.off('warning', onWarning); });

describe('the same is silent at synthesis, in explain and in check', () => {
  const silent = { warnings: [], explained: [`warning ${RULE}; silenced: until March`], checked: ['1 silenced'] };
  test('by the order', async () => {
    expect(await saidOf(({ order }) => { order.ignore(RULE, { reason: 'until March' }); })).toEqual(silent);
  });

  test('by an annotation of the Pod template', async () => {
    expect(await saidOf(({ onTemplate }) => { onTemplate(NAME, 'until March'); })).toEqual(silent);
  });

  test('by an annotation of the workload', async () => {
    expect(await saidOf(({ onWorkload }) => { onWorkload(NAME, 'until March'); })).toEqual(silent);
  });

  test('and nothing is, without a reason', async () => {
    expect(await saidOf(({ onWorkload }) => { onWorkload(NAME, ''); })).toEqual({
      warnings: [RULE, 'ignore-without-reason'],
      explained: [`warning ${RULE}; cure`, 'warning ignore-without-reason; cure'],
      checked: [`warning ${RULE}`, 'warning ignore-without-reason'],
    });
  });
});

describe('an order', () => {
  const newOrder = (): StartOrder => StartOrder.of(newDeployment(newChart()));

  test('writes why it ignores a rule, and leaves a reason that is there', () => {
    const chart = newChart();
    const deployment = newDeployment(chart);
    StartOrder.of(deployment).ignore('not-gated-again', { reason: 'it connects again' });
    const { template } = (deployment.toJson() as Manifest).spec as { template: { metadata: { annotations: object } } };
    expect(template.metadata.annotations).toEqual({ 'startgate.dev/ignore.not-gated-again': 'it connects again' });
  });

  test('is rendered in spite of an error that is a judgement', () => {
    const chart = newChart(Testing.app());
    const deployment = newDeployment(chart, 'web', {
      hostNetwork: true,
      containers: [
        { name: 'app', image: 'app:1', command: ['/app'] }, { name: 'proxy', image: 'proxy:1', ports: [{ containerPort: 8080 }] },
      ],
    });
    const order = StartOrder.of(deployment);
    order.container('app').waiterPath('/startgate').dependsOn(
      order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080 })), { mechanism: Mechanism.GUARD },
    );
    expect(synthesisError(chart.node.root as never)).toContain('error host-network-port: ');
    order.ignore('host-network-port', { reason: 'one Pod a node' });
    expect(synthesisError(chart.node.root as never)).toBeUndefined();
    const { template } = (deployment.toJson() as Manifest).spec as { template: { spec: { containers: { command: string[] }[] } } };
    expect(template.spec.containers[0]!.command[1]).toBe('exec');
  });

  test.each<[string, (order: StartOrder) => unknown, string]>([
    ['a rule that is none', (order) => order.ignore('rain', { reason: 'x' }), 'the start order of Deployment "web" can\'t ignore the unknown rule "rain"; list the rules with cdk8s-startgate rules'],
    ['an error', (order) => order.ignore('cycle', { reason: 'x' }), 'the start order of Deployment "web" can\'t ignore the rule "cycle", which is an error; remove one of these dependencies'],
    ['no reason', (order) => order.ignore('linear-wait', { reason: ' ' }), '"reason" of the rule "linear-wait" that the start order of Deployment "web" ignores must be a string with the reason; got " "'],
    ['a reason that is none', (order) => order.ignore('linear-wait', { reason: 1 as never }), '"reason" of the rule "linear-wait" that the start order of Deployment "web" ignores must be a string with the reason; got 1'],
    ['two reasons', (order) => order.ignore('linear-wait', { reason: 'a' }).ignore('linear-wait', { reason: 'a' }).ignore('linear-wait', { reason: 'b' }), 'the rule "linear-wait" is ignored twice in the start order of Deployment "web", for different reasons: "a", then "b"; ignore it once'],
  ])('fails with %s', (_case, action, message) => {
    expect(() => action(newOrder())).toThrow(new Error(message));
  });
});
