import { describe, expect, test } from 'vitest';
import { decide, type Facts, QUESTIONS } from '../../site/pictures/decision';
import { decisionPicture } from '../../site/pictures/decision-drawing';
import type { CheckModel, EdgeModel } from '../../src/private/model';
import { mechanismOf } from '../private/rendered';
import { type ContainerInput, edge, READY, RUNTIME_IMAGE } from '../private/support';

interface Story { readonly name: string; readonly facts: Facts; readonly chosen: string }

interface Place { readonly guard: boolean; readonly initContainer: boolean; readonly waiter: boolean; readonly kubelet: boolean }

const VOLUME = [{ name: 'run', mountPath: '/run/x' }];
const FILE: CheckModel = { kind: 'file', path: '/run/x/ready' };

/** Checks, where the sidecar and the application mount a volume, and which mechanism can run the check: the table "Checks" of README.md. */
const CHECKS: Readonly<Record<string, { check: CheckModel; sidecar?: object; app?: object; seenBy: Place }>> = {
  'httpGet': { check: READY, seenBy: { guard: true, initContainer: true, waiter: true, kubelet: true } },
  'httpGet with statuses': { check: { ...READY, statuses: [204] }, seenBy: { guard: true, initContainer: true, waiter: true, kubelet: false } },
  'httpGet with tls': { check: { ...READY, tls: true }, seenBy: { guard: false, initContainer: false, waiter: false, kubelet: true } },
  'on loopback': { check: { ...READY, listensOn: 'loopback' }, seenBy: { guard: true, initContainer: true, waiter: true, kubelet: false } },
  'on the Pod IP': { check: { ...READY, listensOn: 'pod-ip' }, seenBy: { guard: true, initContainer: true, waiter: false, kubelet: true } },
  'command': {
    check: { kind: 'command', command: ['/check'] }, seenBy: { guard: false, initContainer: false, waiter: true, kubelet: true },
  },
  'file on no volume': { check: FILE, seenBy: { guard: false, initContainer: false, waiter: true, kubelet: false } },
  'file on a volume of the sidecar': {
    check: FILE, sidecar: { volumeMounts: VOLUME }, seenBy: { guard: false, initContainer: true, waiter: true, kubelet: false },
  },
  'file on a volume of both': {
    check: FILE, sidecar: { volumeMounts: VOLUME }, app: { volumeMounts: VOLUME },
    seenBy: { guard: true, initContainer: true, waiter: true, kubelet: false },
  },
};

const WAITERS = {
  'no waiter': {}, 'a runtimeImage': { runtimeImage: true }, 'the waiter in the application': { app: true }, 'the waiter in the sidecar': { sidecar: true },
  'a runtimeImage, and the waiter in the sidecar': { runtimeImage: true, sidecar: true }, 'the waiter in both': { app: true, sidecar: true },
} as const satisfies Record<string, { runtimeImage?: boolean; app?: boolean; sidecar?: boolean }>;

function storiesWith(minor: number, condition: Facts['condition']): Story[] {
  const choices = Object.entries(CHECKS).flatMap(([checkName, check]) => Object.entries(WAITERS).flatMap(([waiterName, waiter]) =>
    [true, false].flatMap((known) => (['fail', 'continue'] as const).flatMap((onTimeout) => [true, false].map((regate) =>
      ({ checkName, check, waiterName, waiter, known, onTimeout, regate }))))));
  return choices.map(({ checkName, check, waiterName, waiter, known, onTimeout, regate }) => {
    const brought: { runtimeImage?: boolean; app?: boolean; sidecar?: boolean } = waiter;
    const hasRuntimeImage = brought.runtimeImage === true;
    const container = (name: string, more: object = {}): ContainerInput => ({ name, ...(known ? { command: [`/${name}`] } : {}), ...more });
    const [appCanWrap, sidecarCanWrap] = [brought.app, brought.sidecar].map((own) => known && (hasRuntimeImage || own === true));
    const declared: EdgeModel = edge('app', 'proxy', { condition, onTimeout, regate });
    return {
      name: [`1.${minor}`, condition, checkName, waiterName, known ? 'command' : 'no command', onTimeout, regate ? 'regate' : ''].join(', '),
      facts: {
        condition, continues: onTimeout === 'continue', regate, minor, hasRuntimeImage,
        canGuard: appCanWrap! && (condition === 'started' ? sidecarCanWrap! : check.seenBy.guard),
        sidecarHasWaiter: brought.sidecar === true,
        initContainerSees: check.seenBy.initContainer, waiterInSidecarSees: check.seenBy.waiter, kubeletSees: check.seenBy.kubelet,
      },
      chosen: mechanismOf(
        { containers: [container('app', check.app), container('proxy', check.sidecar)], volumes: [{ name: 'run', emptyDir: {} }] },
        {
          edges: [declared], kubernetesVersion: `1.${minor}`, ...(hasRuntimeImage ? { runtimeImage: RUNTIME_IMAGE } : {}),
          containers: {
            proxy: { check: check.check, ...(brought.sidecar ? { waiterPath: '/startgate' } : {}) },
            app: brought.app ? { waiterPath: '/startgate' } : {},
          },
        },
      ),
    };
  });
}

const STORIES = [28, 29, 35].flatMap((minor) =>
  (['healthy', 'started', 'succeeded', 'completed'] as const).flatMap((condition) => storiesWith(minor, condition)));

describe('the picture of the decision', () => {
  test('has the choice of the library for every combination of what it asks', () => {
    const wrong = STORIES.filter(({ facts, chosen }) => decide(facts) !== chosen);
    expect(wrong.map(({ name, facts, chosen }) => `${name}: ${chosen}, and the picture has ${decide(facts)}`)).toEqual([]);
  });

  test('has no question that never decides', () => {
    const deciding = new Set(STORIES.map(({ facts }) => QUESTIONS.find(({ holds }) => holds(facts))));
    expect(QUESTIONS.filter((question) => !deciding.has(question))).toEqual([]);
  });

  test('is the one in docs', async () => {
    // after a change: npx vitest run -u --project site test/site/decision.test.ts
    await expect(decisionPicture()).toMatchFileSnapshot('../../docs/which-mechanism.svg');
  });
});
