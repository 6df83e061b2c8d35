import { beforeAll, describe, expect, test, vi } from 'vitest';
import { SCENARIOS } from '../../e2e/scenarios';
import type { Cell, Scenario } from '../../e2e/support/scenario';
import { readShown } from '../../e2e/support/shown';
import { compilePod } from './model/compile';
import type { ContainerState } from './model/container-state';
import { Kubelet, type TimedStrike } from './model/kubelet';
import { recordedPod } from './recorded-pod';

beforeAll(() => {
  vi.spyOn(process, 'emitWarning').mockReturnValue(undefined);
});

const SHOWN = Object.entries(readShown());

/** What the suite does from outside, by the row of the matrix. */
const STRIKES: Readonly<Record<string, TimedStrike>> = {
  'the guard is killed while it waits': { strike: 'killed', names: ['app'], due: () => 1000 },
  'sidecar and application are killed, one right after the other': { strike: 'killed', names: ['sidecar', 'app'], due: (kubelet) => after(of(kubelet, 'app').startedAt, 10) },
  'the application is killed while the sidecar is not ready': {
    strike: 'killed',
    names: ['app'],
    due: (kubelet) => (of(kubelet, 'app').startedAt >= 0 && !of(kubelet, 'sidecar').healthy(kubelet.now) ? kubelet.now : -1),
  },
  'the Pod is deleted while the gate is closed': { strike: 'pod deleted', due: (kubelet) => after(of(kubelet, 'sidecar').startedAt, 100) },
  'the kubelet restarts while the gate is closed': {
    strike: 'kubelet restarts', due: (kubelet) => after(of(kubelet, 'sidecar').startedAt, 12_000),
  },
  'containerd restarts while the gate is closed': {
    strike: 'containerd restarts', due: (kubelet) => after(of(kubelet, 'sidecar').startedAt, 100),
  },
  'the node restarts while the gate is closed': { strike: 'node restarts', due: (kubelet) => after(of(kubelet, 'sidecar').startedAt, 100) },
  'the sandbox of the Pod is killed ten times while the gate is closed': { strike: 'node restarts', due: (kubelet) => after(of(kubelet, 'sidecar').startedAt, 100) },
};

function after(time: number, more: number): number {
  return time < 0 ? -1 : time + more;
}

function of(kubelet: Kubelet, name: string): ContainerState {
  return kubelet.states.find(({ is }) => is.name === name)!;
}

/** Each start of the application: the first ones, and whether its sidecar was ready just then. */
function startsOf({ declare, cell }: Scenario, minor: number): { again: boolean; ready: boolean }[] {
  const { pod, programs } = recordedPod(declare, minor);
  const starts: { again: boolean; ready: boolean }[] = [];
  const strike = STRIKES[cell!.fault];
  new Kubelet(compilePod(pod, programs, minor), {
    ...(strike === undefined ? {} : { strike }),
    started: (state, kubelet) => {
      if (state.is.name === 'app') starts.push({ again: state.endedAt >= 0, ready: of(kubelet, 'sidecar').healthy(kubelet.now) });
    },
  }).play();
  return starts;
}

/** The same words as the matrix; `closed` says nothing of how often the application started. */
function verdictOf(starts: readonly { again: boolean; ready: boolean }[]): Cell['verdict'] {
  if (starts.some(({ again, ready }) => !again && !ready)) return 'open';
  if (starts.some(({ ready }) => !ready)) return 'not gated again';
  return starts.length > 1 ? 'gated again' : 'closed';
}

describe.each(SHOWN)('a kubelet %s', (version, cells) => {
  test.each(cells.map((cell) => [`${cell.fault}, ${cell.mechanism}`, cell] as const))('%s: as recorded', (_name, cell) => {
    const scenario = SCENARIOS.find((each) => each.cell?.fault === cell.fault && each.cell.mechanism === cell.mechanism);
    const starts = startsOf(scenario!, Number(version.split('.')[1]));
    const recorded = cell.verdict === 'closed' && verdictOf(starts) === 'gated again' ? 'gated again' : cell.verdict;
    expect(verdictOf(starts), JSON.stringify(starts)).toBe(recorded);
  });
});
