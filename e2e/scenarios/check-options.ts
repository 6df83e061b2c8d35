import { Duration } from 'cdk8s';
import { expect } from 'vitest';
import { Mechanism } from '../../src';
import { gatedPod } from '../support/gated-pod';
import { MECHANISMS, triedAgain } from '../support/matrix';
import type { Run } from '../support/run';
import type { Scenario } from '../support/scenario';
import { earlyStarts } from '../support/starts';

const INTERVAL = 4;

/** How long the endpoint takes to answer, in seconds. */
const DELAY = 3;

/** An endpoint that takes its time to answer, and is not ready at the first attempts. */
function slowAnswer(mechanism: Mechanism): Scenario {
  return {
    name: `slow-answer-${mechanism}`,
    declare: (chart) => void gatedPod(chart, {
      mechanism,
      sidecar: ['-ready', '9s', '-delay', `${DELAY}s`, '-asked'],
      check: { timeout: Duration.seconds(5), interval: Duration.seconds(INTERVAL) },
    }),
    play: async (run) => {
      await run.said('app', 'started');
      expect(earlyStarts(run.starts())).toEqual([]);
      const times = attempts(run);
      expect(times.length).toBeGreaterThanOrEqual(2);
      for (const [index, time] of times.slice(1).entries()) {
        const gap = time - times[index]!;
        expect(gap, `seconds from one attempt to the next, of ${times.join(', ')}`).toBeGreaterThan(INTERVAL - 0.3);
        expect(gap, `seconds from one attempt to the next, of ${times.join(', ')}`).toBeLessThan(INTERVAL + 2);
      }
    },
  };
}

/**
 * When the sidecar was asked, in seconds, up to the attempt that it answered as ready. One attempt asks both addresses that
 * `localhost` is. An old kubelet runs a startup probe once more after its success (kubernetes 117153).
 */
function attempts(run: Run): number[] {
  const times = seconds(run, 'asked').filter((time, index, all) => index === 0 || time - all[index - 1]! > 0.5);
  const ready = seconds(run, 'ready')[0]!;
  return times.filter((_, index) => index === 0 || times[index - 1]! + DELAY < ready);
}

function seconds(run: Run, event: string): number[] {
  return run.journal.entries.filter((entry) => entry.event === event).map(({ at }) => at / 1e9).sort((a, b) => a - b);
}

/** An endpoint that asks for a login is as healthy as the declaration says. */
function loginAccepted(mechanism: Mechanism): Scenario {
  return {
    name: `login-accepted-${mechanism}`,
    declare: (chart) => void gatedPod(chart, { mechanism, sidecar: ['-ready', '3s', '-status', '401'], check: { statuses: [401] } }),
    play: async (run) => {
      await run.said('app', 'started');
      expect(earlyStarts(run.starts())).toEqual([]);
    },
  };
}

/** The status that the sidecar answers all the time is none that counts. */
function refused(name: string, mechanism: Mechanism, status: number, statuses?: number[]): Scenario {
  return {
    name: `${name}-${mechanism}`,
    declare: (chart) => void gatedPod(chart, {
      mechanism, sidecar: ['-ready', '0s', '-status', `${status}`], timeoutSeconds: 3, ...(statuses === undefined ? {} : { check: { statuses } }),
    }),
    play: async (run) => {
      await Promise.all([triedAgain(run, mechanism), showsStatus(run, mechanism, status)]);
      expect(run.starts()).toEqual([]);
    },
  };
}

/** Where the status of the answer is shown. */
function showsStatus(run: Run, mechanism: Mechanism, status: number): Promise<unknown> {
  const said = `sidecar is still closed after 3s: http ${status}; giving up`;
  switch (mechanism) {
    case Mechanism.NATIVE: return run.event('Unhealthy', `HTTP probe failed with statuscode: ${status}`);
    case Mechanism.NATIVE_WAITER: return run.event('Unhealthy', said);
    default: return run.logged(mechanism === Mechanism.GUARD ? 'app' : 'startgate-wait', said);
  }
}

const { NATIVE, NATIVE_WAITER, INIT_WAITER, GUARD, POST_START } = Mechanism;

/** What a check is given beside its port: the time of one attempt, the interval, the accepted statuses. */
export const checkOptions: readonly Scenario[] = [
  ...MECHANISMS.map(slowAnswer),
  ...[NATIVE_WAITER, INIT_WAITER, GUARD, POST_START].map(loginAccepted),
  ...[NATIVE, NATIVE_WAITER, INIT_WAITER, GUARD].map((mechanism) => refused('login-refused', mechanism, 401)),
  ...[NATIVE_WAITER, INIT_WAITER, GUARD].map((mechanism) => refused('login-missing', mechanism, 200, [401])),
];
