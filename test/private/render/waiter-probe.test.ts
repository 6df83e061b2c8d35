import { describe, expect, test } from 'vitest';
import type { Container } from '../../../src/private/manifest';
import { renderedContainer, yamlOf } from '../rendered';
import { edge, type OrderInput, READY, RUNTIME_IMAGE } from '../support';

const guarded: OrderInput = { edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism: 'guard', runtimeImage: RUNTIME_IMAGE };
const AUTOMATIC = { tcpSocket: { port: 80 }, failureThreshold: 3 };

function probeOf(app: Partial<Container> = {}, order: OrderInput = guarded): Container['startupProbe'] {
  return renderedContainer({ containers: [{ name: 'app', command: ['/app'], ...app }, 'proxy'] }, order, 'app').startupProbe;
}

test('a guarded container is not started before its guard has started the command', () => {
  expect(yamlOf(probeOf())).toMatchInlineSnapshot(`
    "exec:
      command:
        - /run/startgate/bin/startgate
        - wait
        - app=guard://self
        - --timeout
        - 65s
    periodSeconds: 1
    timeoutSeconds: 70
    failureThreshold: 1"
  `);
});

test('the probe asks again for ever where the guard waits for ever', () => {
  const order = { ...guarded, edges: [edge('app', 'proxy', { onTimeout: 'block' })] };
  expect(probeOf({}, order)).toMatchObject({ failureThreshold: 2_147_483_647 });
});

test('the probe runs the waiter that the image carries', () => {
  const containers = { ...guarded.containers, app: { waiterPath: '/startgate' } };
  expect(probeOf({}, { ...guarded, containers })?.exec?.command?.[0]).toBe('/startgate');
});

describe('the startup probe that cdk8s-plus adds', () => {
  const app = { ports: [{ containerPort: 80 }], startupProbe: AUTOMATIC };

  test('lasts as long as the guard may wait, and as before after that', () => {
    expect(probeOf(app)).toEqual({ ...AUTOMATIC, failureThreshold: 9 });
  });

  test('never gives up where the guard waits for ever', () => {
    const order = { ...guarded, edges: [edge('app', 'proxy', { onTimeout: 'block' })] };
    expect(probeOf(app, order)).toEqual({ ...AUTOMATIC, failureThreshold: 2_147_483_647 });
  });

  test('is left as it is without a guard', () => {
    expect(probeOf(app, { ...guarded, mechanism: 'native' })).toEqual(AUTOMATIC);
  });
});

test('a startup probe that the user wrote is left as it is', () => {
  const startupProbe = { tcpSocket: { port: 80 }, failureThreshold: 4 };
  expect(probeOf({ startupProbe })).toEqual(startupProbe);
});
