import { expect, test } from 'vitest';
import { Check, Mechanism, StartOrder } from '../../src';
import type { Container } from '../../src/private/manifest';
import { newDeployment, newChart, podOf } from '../shop';
import { annotationsTooLarge } from '../../src/private/annotations-too-large';

/** Each of these containers waits for all before it. */
function allInARow(count: number, path: string): { readonly order: StartOrder; readonly render: () => unknown } {
  const containers: Container[] = Array.from(
    { length: count }, (_, index) => ({ name: `container-${index}`, image: 'app:1', command: ['/app'] }),
  );
  const deployment = newDeployment(newChart(), 'web', { containers });
  const order = StartOrder.of(deployment).configure({ mechanism: Mechanism.GUARD, runtimeImage: 'startgate:1' });
  containers.forEach(({ name }, index) => {
    if (index > 0) order.container(`container-${index - 1}`).readyWhen(Check.httpGet(path, { port: 8000 + index }));
    for (const before of containers.slice(0, index)) order.container(name).dependsOn(order.container(before.name));
  });
  return { order, render: () => podOf(deployment) };
}

const MESSAGE = /error annotations-too-large: the annotations of the Pod template have (\d+) bytes, (\d+) of them for the 990 dependencies in startgate\.dev\/order; the API server accepts 262144\n/u;

test('an annotation that the API server would refuse is an error at synthesis', () => {
  expect(allInARow(45, `/${'x'.repeat(150)}`).render).toThrow(MESSAGE);
});

test('explain says so too', () => {
  const [, all, own] = MESSAGE.exec(allInARow(45, `/${'x'.repeat(150)}`).order.explain())!.map(Number);
  expect(all).toBe(own! + 'startgate.dev/order'.length);
});

test('a long order with a short check fits', () => {
  expect(allInARow(45, '/ready').render).not.toThrow();
});

test.each([[0, 0], [1, 1]])('other annotations count, by the byte: %i byte over the limit', (over, count) => {
  const other = { 'example/text': 'é'.repeat(100) };
  const rest = 262_144 - 'example/text'.length - 200 - 'startgate.dev/order'.length;
  const template = { kind: 'Pod', holder: { metadata: { annotations: other } }, spec: {} };
  expect(annotationsTooLarge(template, 'x'.repeat(rest + over), 1)).toHaveLength(count);
});
