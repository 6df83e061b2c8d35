import { Duration, type Chart } from 'cdk8s';
import { expect } from 'vitest';
import { Check, Mechanism, StartOrder } from '../../src';
import { actor, pod, POD_SECURE } from '../support/gated-pod';
import type { Scenario } from '../support/scenario';
import { earlyStarts } from '../support/starts';
import { says } from '../support/status-command';
import { symptomOf } from '../symptoms/failures';
import { shows } from '../symptoms/shows';

/** Port 53 without root: any Pod may set this sysctl. */
const LOW_PORTS = { ...POD_SECURE, sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] };
const DNS = { dnsPolicy: 'None', dnsConfig: { nameservers: ['127.0.0.1'], searches: ['shop.svc.cluster.local'], options: [{ name: 'ndots', value: '5' }] } };

/** `app` waits for a host outside of the Pod. The name server of the Pod is its sidecar `names`. */
function declare(chart: Chart, mechanism: Mechanism, names: readonly string[], timeoutSeconds: number): void {
  const server = actor('names', ['-names', '127.0.0.1:53', '-listen', ':5432', ...names], { restartPolicy: 'Always' });
  const order = StartOrder.of(pod(chart, [actor('app')], { initContainers: [server], securityContext: LOW_PORTS, ...DNS }))
    .configure({ mechanism });
  order.container('app').waitsFor(Check.tcpSocket({ host: 'db.shop', port: 5432 }), { timeout: Duration.seconds(timeoutSeconds) });
}

/** The container that waits, and what `status` says of it. */
const WAITS: Readonly<Partial<Record<Mechanism, { readonly container: string; readonly line: RegExp }>>> = {
  [Mechanism.GUARD]: {
    container: 'app',
    line: /waiting +app +its guard waits for tcp:\/\/db\.shop:5432.*; last answer: tcp:\/\/db\.shop:5432: host name not found;/,
  },
  [Mechanism.INIT_WAITER]: {
    container: 'startgate-wait',
    line: /waiting +startgate-wait +.*waits for tcp:\/\/db\.shop:5432 .*; last answer: tcp:\/\/db\.shop:5432: host name not found;[^]*waiting +app/,
  },
};

function unknown(mechanism: Mechanism): Scenario {
  const { container, line } = WAITS[mechanism]!;
  return {
    name: `name-unknown-${mechanism}`,
    cell: { fault: 'the name of a host outside of the Pod has no address', mechanism, verdict: 'closed' },
    declare: (chart) => declare(chart, mechanism, ['-ready', '-1s'], 8),
    play: async (run) => {
      await Promise.all([shows(run, symptomOf(`name-unknown-${mechanism}`, mechanism)!), says(run, 2, line)]);
      const { lastState } = await run.status(container, 'has given up', ({ lastState: { terminated } }) => terminated !== undefined);
      expect(lastState.terminated).toMatchObject({ exitCode: 69, message: expect.stringContaining('host name not found; giving up') as string });
      await says(run, 1, new RegExp(`failed +${container} .*; last answer: tcp://db\\.shop:5432: host name not found;`));
      expect(run.starts('app', 'names')).toEqual([]);
    },
  };
}

function known(mechanism: Mechanism): Scenario {
  return {
    name: `name-late-${mechanism}`,
    declare: (chart) => declare(chart, mechanism, ['-ready', '5s'], 60),
    play: async (run) => {
      await run.logged(WAITS[mechanism]!.container, 'startgate: waiting for tcp://db.shop:5432: host name not found');
      await run.said('app', 'started');
      expect(earlyStarts(run.starts('app', 'names'))).toEqual([]);
      await says(run, 0, /open +app/);
    },
  };
}

const WAITERS = [Mechanism.GUARD, Mechanism.INIT_WAITER];

/** A host outside of the Pod whose name is unknown, for ever and at first. */
export const outsideNames: readonly Scenario[] = [...WAITERS.map(unknown), ...WAITERS.map(known)];
