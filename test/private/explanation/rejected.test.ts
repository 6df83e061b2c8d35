import { expect, test } from 'vitest';
import { explanationOf } from '../../../src/private/explanation/explanation';
import { explainText } from '../../../src/private/explanation/explanation-text';
import { withoutPromises } from '../../../src/private/explanation/rejected';
import type { Finding } from '../../../src/private/finding';
import { planOf, READY } from '../support';

const plan = planOf({ containers: ['app', 'proxy'] }, { edges: ['app -> proxy'], containers: { proxy: { check: READY } } });
const finding = (severity: Finding['severity'], silenced?: string): Finding => ({
  id: 'host-network-port', severity, message: 'm', cure: 'c', ...(silenced === undefined ? {} : { silenced }),
});

test('nothing is promised of an order with an error', () => {
  expect(explainText(explanationOf('web', plan, [finding('error')]))).toBe(`Deployment "web" (Kubernetes 1.35)
1. proxy  native sidecar, moved from the containers
2. app    container
   waits for proxy: healthy by http://localhost:8080/ready within 60s, else restart proxy
     native, rejected: an error blocks it

error host-network-port: m
  cure: c`);
});

test('the data of its gates has no time and no fault', () => {
  expect(explanationOf('web', plan, [finding('error')])).toMatchObject({
    costs: [], gates: [{ verdict: 'rejected', faults: [], opens: '', saidIn: '', again: false, notes: [] }],
  });
  expect(explanationOf('web', plan, [finding('error')]).gates[0]).not.toHaveProperty('opensAfterMs');
});

test.each([
  ['a warning', finding('warning')], ['an error that is silenced', finding('error', 'one Pod a node')],
])('an order with %s keeps what is said of it', (_case, one) => {
  const explanation = explanationOf('web', plan, [one]);
  expect(explanation.gates[0]!.verdict).toBe('open');
  expect(withoutPromises(explanation)).toBe(explanation);
});
