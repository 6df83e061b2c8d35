import { beforeAll, expect, test, vi } from 'vitest';
import { judgeRendered } from './check-pod';
import { drawnPod, type DrawnPod } from './draw-pod';
import type { Container, Pod } from './model/pod';
import { renderPod, type Rendered } from './render';

beforeAll(() => {
  vi.spyOn(process, 'emitWarning').mockReturnValue(undefined);
});

/** What is seen of a Pod that was rendered well and then spoilt, under faults that no mechanism opens. */
function kindsSeen(drawn: DrawnPod, rendered: Rendered, pod: Pod): string[] {
  // a library that says nothing
  const { violations } = judgeRendered(drawn, { ...rendered, pod, explain: () => '' });
  return violations.filter(({ fault }) => fault === 'none' || fault === 'slow').map(({ kind }) => kind);
}

function withInitContainers(pod: Pod, change: (list: readonly Container[]) => Container[]): Pod {
  return pod.initContainers === undefined ? pod : { ...pod, initContainers: change(pod.initContainers) };
}

function changed(pod: Pod, change: (container: Container) => Container): Pod {
  return { ...withInitContainers(pod, (list) => list.map(change)), containers: pod.containers.map(change) };
}

function without(container: Container, key: keyof Container): Container {
  const { [key]: _, ...rest } = container;
  return rest as unknown as Container;
}

const withoutProbes = (pod: Pod): Pod => changed(pod, (container) => without(container, 'startupProbe'));
const withoutWaits = (pod: Pod): Pod => changed(pod, (container) => {
  const { command = [] } = container;
  return command.includes('--wait') ? { ...container, command: command.slice(command.indexOf('--') + 1) } : container;
});
const withoutWaiters = (pod: Pod): Pod => withInitContainers(pod, (list) => list.filter(({ name }) => !name.startsWith('startgate-wait')));
const withoutHooks = (pod: Pod): Pod => changed(pod, (container) => without(container, 'lifecycle'));
const ofMilliseconds = (pod: Pod): Pod => changed(pod, (container) => {
  const { command = [] } = container;
  const at = command.indexOf('--timeout') + 1;
  if (at === 0) return container;
  return { ...container, command: [...command.slice(0, at), '1ms', '--on-timeout', 'continue', ...command.slice(at + 1)] };
});
const reversed = (pod: Pod): Pod => withInitContainers(pod, (list) => [...list].reverse());
const asContainers = (pod: Pod): Pod => ({ ...pod, initContainers: [], containers: [...pod.containers, ...pod.initContainers ?? []] });

test.each([
  ['the startup probes', 'native', withoutProbes, 'early'],
  ['the startup probes', 'native-waiter', withoutProbes, 'early'],
  ['the init containers that wait', 'init-waiter', withoutWaiters, 'early'],
  ['the waits of the guards', 'guard', withoutWaits, 'early'],
  ['the timeouts of the guards', 'guard', ofMilliseconds, 'early'],
  ['the hooks', 'post-start', withoutHooks, 'early'],
  ['the order of the init containers', 'order', reversed, 'early'],
  ['the order of the init containers', 'order', reversed, 'overtakes'],
  ['the place of the init containers', 'native', asContainers, 'early'],
] as const)('sees it when %s of a Pod with the mechanism %s are spoilt', (_what, mechanism, spoil, kind) => {
  let spoilt = 0;
  let seen = 0;
  for (let number = 1; spoilt < 25; number++) {
    const drawn = drawnPod('sabotage', number);
    const rendered = renderPod(drawn);
    if ('refused' in rendered || ![...rendered.mechanisms.values()].includes(mechanism)) continue;
    const pod = spoil(rendered.pod);
    if (JSON.stringify(pod) === JSON.stringify(rendered.pod)) continue;
    spoilt++;
    if (kindsSeen(drawn, rendered, pod).includes(kind)) seen++;
  }
  // many have a second gate behind the one that is gone
  expect(seen, `of ${spoilt}`).toBeGreaterThan(5);
}, 60_000);

/** The waits of the guards and init containers, but those for some names. */
function withoutWaitsFor(pod: Pod, isGone: (target: string) => boolean): Pod {
  return changed(pod, (container) => {
    const { command = [] } = container;
    const at = command.findIndex((word, index) => (command[index - 1] === '--wait' || command[1] === 'wait') && isGone(word));
    if (at < 0) return container;
    return { ...container, command: [...command.slice(0, at), 'exec:["/bin/true"]', ...command.slice(at + 1)] };
  });
}

test.each([
  ['injected', ({ containers }: DrawnPod) => containers.find(({ injected }) => injected !== undefined)?.name, '='],
  ['outside of the Pod', ({ outside }: DrawnPod) => (outside === undefined ? undefined : 'tcp://db.example'), ':'],
] as const)('sees it when the wait for what is %s is spoilt', (_what, nameIn, end) => {
  let spoilt = 0;
  let seen = 0;
  for (let number = 1; spoilt < 15; number++) {
    const drawn = drawnPod('sabotage', number);
    const name = nameIn(drawn);
    const rendered = name === undefined ? undefined : renderPod(drawn);
    if (rendered === undefined || 'refused' in rendered) continue;
    const pod = withoutWaitsFor(rendered.pod, (target) => target.startsWith(`${name!}${end}`));
    if (JSON.stringify(pod) === JSON.stringify(rendered.pod)) continue;
    spoilt++;
    if (kindsSeen(drawn, rendered, pod).length > 0) seen++;
  }
  expect(seen, `of ${spoilt}`).toBeGreaterThan(5);
}, 60_000);
